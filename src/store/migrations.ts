// The schema, as the steps that made it. A step that has been released is never edited; the next change is a new step.

export const migrations: readonly string[] = [
  `
  -- What data/ held when it was last read, and the dictionary made of it.
  CREATE TABLE dictionary (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT;

  -- The figures, one row a cell. kind = 'total' is the province's own row.
  CREATE TABLE dataset_row (
    dataset TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('region', 'total')),
    PRIMARY KEY (dataset, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE cell (
    dataset TEXT NOT NULL,
    "column" TEXT NOT NULL,
    row TEXT NOT NULL,
    number REAL,
    text TEXT NOT NULL,
    PRIMARY KEY (dataset, "column", row)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE room (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE member (
    room TEXT NOT NULL REFERENCES room (name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'reporter', 'viewer')),
    PRIMARY KEY (room, name)
  ) STRICT, WITHOUT ROWID;

  -- A message is handled once. The text of chatter is never stored.
  CREATE TABLE message (
    id TEXT PRIMARY KEY,
    room TEXT,
    at TEXT NOT NULL,
    skill TEXT
  ) STRICT, WITHOUT ROWID;

  -- The last question of a person in a room ('' is a private chat), and the choice that the bot put to them.
  CREATE TABLE conversation (
    room TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    context TEXT NOT NULL,
    PRIMARY KEY (room, person)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- A room's name stays what it was when it was first seen; title and chat (the puppet's id) are what they are now. Off until enabled.
  ALTER TABLE room ADD COLUMN title TEXT;
  ALTER TABLE room ADD COLUMN chat TEXT;
  ALTER TABLE room ADD COLUMN enabled_at TEXT;
  ALTER TABLE room ADD COLUMN enabled_by TEXT;
  UPDATE room SET title = name, enabled_at = '';

  -- Two members may show one name: the door's id (contact) tells them apart.
  ALTER TABLE member RENAME TO member_before;
  CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    room TEXT NOT NULL REFERENCES room (name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'reporter', 'viewer')),
    contact TEXT
  ) STRICT;
  INSERT INTO member (room, name, role) SELECT room, name, role FROM member_before;
  DROP TABLE member_before;
  CREATE INDEX member_name ON member (name, room);
  CREATE INDEX member_room ON member (room);
  CREATE INDEX member_contact ON member (contact);

  -- Who is who. An entry is ended, never changed or deleted, so that it can be told who stood for a city on a day.
  CREATE TABLE roster (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT,
    role TEXT NOT NULL CHECK (role IN ('admin', 'reporter', 'viewer')),
    main INTEGER NOT NULL,
    contact TEXT,
    phone TEXT,
    source TEXT NOT NULL,
    from_at TEXT NOT NULL,
    until_at TEXT
  ) STRICT;
  CREATE INDEX roster_name ON roster (name);
  CREATE INDEX roster_contact ON roster (contact);

  -- 绑定 乐山市, as asked in a chat, until an admin decides.
  CREATE TABLE binding (
    id INTEGER PRIMARY KEY,
    room TEXT,
    person TEXT NOT NULL,
    contact TEXT,
    region TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'refused', 'superseded')),
    decided_by TEXT,
    decided_at TEXT
  ) STRICT;

  -- The one-time code by which the first admin is known; its hash only.
  CREATE TABLE admin_code (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hash TEXT NOT NULL,
    made_at TEXT NOT NULL,
    tries INTEGER NOT NULL
  ) STRICT;

  -- What is to be sent, until it is sent. Written in the transaction that decides it.
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    room TEXT,
    person TEXT,
    contact TEXT,
    text TEXT NOT NULL,
    mentions TEXT NOT NULL,
    file TEXT,
    answers TEXT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'sent', 'unknown', 'failed', 'expired', 'superseded')),
    ended_at TEXT,
    error TEXT
  ) STRICT;
  CREATE INDEX outbox_open ON outbox (state) WHERE state IN ('queued', 'claimed');

  -- What one start leaves for the next: which door the database serves, the trial room's clock, that the risk was told.
  CREATE TABLE keepsake (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- SQLite takes an index with a condition only for a statement that has the same condition: outbox_open served none.
  DROP INDEX outbox_open;
  CREATE INDEX outbox_queued ON outbox (id) WHERE state = 'queued';
  CREATE INDEX outbox_answers ON outbox (answers) WHERE state = 'queued';
  CREATE INDEX outbox_claimed ON outbox (id) WHERE state = 'claimed';

  -- The ledger of progress updates. One row a version of a record (#37): nothing is deleted, and nothing changed but whether it stands.
  CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    record INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('report', 'correction', 'withdrawal')),
    stands INTEGER NOT NULL,
    room TEXT,
    region TEXT NOT NULL,
    city TEXT NOT NULL,
    scope TEXT,
    topic TEXT NOT NULL,
    status TEXT,
    as_of TEXT NOT NULL,
    -- The message as it came, masked, and what was read of it by which version of the reader.
    note TEXT NOT NULL,
    parse TEXT NOT NULL,
    parser TEXT NOT NULL,
    -- Soft checks that it did not pass, as a JSON list.
    doubts TEXT NOT NULL,
    -- Whose record it is; author: who wrote this version. By id where the door's ids last, else by name.
    reporter TEXT NOT NULL,
    reporter_key TEXT NOT NULL,
    author TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ledger_record ON ledger (record, id);
  CREATE INDEX ledger_message ON ledger (message);
  CREATE INDEX ledger_reporter ON ledger (reporter_key, room, id) WHERE stands = 1;
  CREATE INDEX ledger_doubts ON ledger (id, room) WHERE stands = 1 AND doubts <> '[]';
  CREATE INDEX ledger_region ON ledger (region, scope, as_of) WHERE stands = 1;
  CREATE INDEX ledger_city ON ledger (city, as_of) WHERE stands = 1;
  CREATE INDEX ledger_city_at ON ledger (city, at) WHERE stands = 1;
  CREATE INDEX ledger_at ON ledger (at) WHERE stands = 1;
  CREATE TRIGGER ledger_kept BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER ledger_fixed BEFORE UPDATE OF id, record, kind, room, region, city, scope, topic, status, as_of, note, parse, parser, doubts, reporter, reporter_key, author, message, at ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

  -- The figures of each version; those that stand are found by region, indicator, scope and day.
  CREATE TABLE figure (
    version INTEGER NOT NULL REFERENCES ledger (id),
    position INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    approximate INTEGER NOT NULL,
    region TEXT NOT NULL,
    scope TEXT,
    as_of TEXT NOT NULL,
    stands INTEGER NOT NULL,
    PRIMARY KEY (version, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX figure_standing ON figure (region, indicator, scope, as_of, version) WHERE stands = 1;
  CREATE INDEX figure_history ON figure (region, indicator, as_of, version);
  CREATE TRIGGER figure_kept BEFORE DELETE ON figure BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

  CREATE VIEW standing_figure AS
    SELECT ledger.record, figure.version, figure.value, figure.as_of AS asOf, figure.approximate, figure.region, figure.indicator, figure.scope
    FROM figure JOIN ledger ON ledger.id = figure.version WHERE figure.stands = 1;

  -- What an admin, or the reporter himself, said of a version: verified, returned with a reason, or 确认 by who reported it.
  CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES ledger (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('verified', 'returned', 'confirmed')),
    reason TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX verdict_version ON verdict (version);
  CREATE VIEW ledger_version AS
    SELECT ledger.*, (SELECT verdict FROM verdict WHERE verdict.version = ledger.id AND verdict <> 'confirmed' ORDER BY verdict.id DESC LIMIT 1) AS verdict,
      (SELECT json_group_array(json_object('indicator', indicator, 'value', value, 'unit', unit, 'approximate', approximate) ORDER BY position) FROM figure WHERE figure.version = ledger.id) AS metrics
    FROM ledger;

  -- 收集综窗完成率 截至8月31日: what an admin collects in a room, until it is ended.
  CREATE TABLE collection (
    id INTEGER PRIMARY KEY,
    room TEXT,
    indicator TEXT NOT NULL,
    due TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX collection_open ON collection (room, indicator) WHERE ended_at IS NULL;
  CREATE VIEW open_collection AS SELECT id, room, indicator, due, opened_at AS openedAt FROM collection WHERE ended_at IS NULL;

  -- 群接龙: each post repeats the whole list. Of a line its name and a hash of each wording are kept, and the record it became.
  CREATE TABLE group_note (
    id INTEGER PRIMARY KEY,
    room TEXT,
    title TEXT NOT NULL,
    last_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX group_note_title ON group_note (room, title, last_at);
  CREATE TABLE group_note_line (
    note INTEGER NOT NULL REFERENCES group_note (id),
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    record INTEGER,
    at TEXT NOT NULL,
    PRIMARY KEY (note, name, hash)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What waits goes by its weight: answers before reminders before what can wait. about: what is sent is made when it is sent, out of this.
  ALTER TABLE outbox ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE outbox ADD COLUMN about TEXT;
  ALTER TABLE outbox ADD COLUMN not_before TEXT;
  ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
  -- When an admin was told that this is not known to have been sent.
  ALTER TABLE outbox ADD COLUMN told_at TEXT;
  UPDATE outbox SET told_at = coalesce(ended_at, at) WHERE state IN ('unknown', 'failed');
  DROP INDEX outbox_queued;
  CREATE INDEX outbox_queued ON outbox (weight, id) WHERE state = 'queued';
  CREATE INDEX outbox_put_off ON outbox (not_before) WHERE state = 'queued' AND not_before IS NOT NULL;
  CREATE INDEX outbox_in_doubt ON outbox (id) WHERE state IN ('unknown', 'failed') AND answers IS NULL;
  CREATE INDEX outbox_untold ON outbox (ended_at) WHERE state IN ('unknown', 'failed') AND answers IS NULL AND told_at IS NULL;

  -- Are the steps of the deadlines that are every room's planned for this one?
  ALTER TABLE room ADD COLUMN planned INTEGER NOT NULL DEFAULT 0;

  -- Deadlines. The number is what people call them by. due is a moment in Shanghai (2021-09-30 18:00).
  CREATE TABLE deadline (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'target')),
    title TEXT NOT NULL,
    says TEXT NOT NULL,
    forms TEXT NOT NULL,
    recipient TEXT,
    -- Null: every room that is served.
    room TEXT,
    audience TEXT NOT NULL,
    target TEXT,
    due_day TEXT NOT NULL,
    due_time TEXT NOT NULL,
    time_said INTEGER NOT NULL,
    leads TEXT NOT NULL,
    repeat TEXT,
    -- When a repeated one goes on to its next time.
    roll_at TEXT,
    cycle INTEGER NOT NULL DEFAULT 1,
    revision INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled', 'closed')),
    -- The message that set it, or the notice and its item.
    source TEXT NOT NULL UNIQUE,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX deadline_open ON deadline (room) WHERE state = 'open';
  CREATE INDEX deadline_rolls ON deadline (roll_at) WHERE state = 'open' AND roll_at IS NOT NULL;

  -- What was changed of a deadline, by whom; append-only.
  CREATE TABLE deadline_change (
    id INTEGER PRIMARY KEY,
    deadline INTEGER NOT NULL REFERENCES deadline (id),
    what TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX deadline_changes ON deadline_change (deadline);

  -- A step of a deadline in a room: decided once. go_at is when it is looked at, later than planned where something holds it.
  CREATE TABLE step (
    deadline INTEGER NOT NULL REFERENCES deadline (id),
    room TEXT NOT NULL,
    step TEXT NOT NULL,
    revision INTEGER NOT NULL,
    planned_at TEXT NOT NULL,
    go_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'decided', 'skipped', 'all in', 'superseded')),
    decided_at TEXT,
    outbox INTEGER REFERENCES outbox (id),
    PRIMARY KEY (deadline, room, step, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX step_due ON step (go_at) WHERE state = 'planned';
  CREATE INDEX step_outbox ON step (outbox) WHERE outbox IS NOT NULL;
  CREATE VIEW planned_step AS SELECT deadline, room, step, revision, planned_at AS plannedAt, go_at AS goAt FROM step WHERE state = 'planned';

  -- What was handed in, taken back, accepted, returned or exempted; append-only. The last act for a region in a cycle tells how it stands.
  CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    deadline INTEGER NOT NULL REFERENCES deadline (id),
    cycle INTEGER NOT NULL,
    region TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('submitted', 'withdrawn', 'accepted', 'returned', 'exempted')),
    reason TEXT,
    room TEXT,
    by TEXT NOT NULL,
    by_key TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX submission_standing ON submission (deadline, cycle, region, id);
  CREATE INDEX submission_by ON submission (by_key, id);
  CREATE INDEX submission_message ON submission (message);

  -- 请收到回复: who is asked, and who has answered.
  CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    room TEXT NOT NULL,
    message TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    list_at TEXT NOT NULL,
    listed_at TEXT,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX receipt_open ON receipt (room, id) WHERE ended_at IS NULL;
  CREATE INDEX receipt_due ON receipt (list_at) WHERE ended_at IS NULL AND listed_at IS NULL;
  CREATE VIEW told_receipt AS SELECT id, room, opened_by AS openedBy, opened_at AS openedAt, list_at AS listAt, listed_at AS listedAt, ended_at AS endedAt FROM receipt;
  CREATE TABLE receipt_member (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    name TEXT NOT NULL,
    contact TEXT,
    answered_at TEXT,
    PRIMARY KEY (receipt, name)
  ) STRICT, WITHOUT ROWID;

  -- 暂停到9月20日 (a room) and 急停 (null: all of them): what is unasked waits.
  CREATE TABLE hold (
    id INTEGER PRIMARY KEY,
    room TEXT,
    from_at TEXT NOT NULL,
    until_at TEXT,
    by TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX hold_open ON hold (room) WHERE ended_at IS NULL;

  -- Who reads tomorrow's reminders the afternoon before; told: the last day of which they were told; next_at: when they are told next.
  CREATE TABLE preview (
    person TEXT NOT NULL,
    contact TEXT,
    key TEXT PRIMARY KEY,
    told TEXT,
    next_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- A year of the calendar that came after the data: imported when the State Council has told it. source: the file's name.
  CREATE TABLE calendar_year (
    year INTEGER PRIMARY KEY,
    content TEXT NOT NULL,
    source TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Who may use the console. A password is kept as its scrypt hash; roles is a JSON list of business, system, audit.
  CREATE TABLE account (
    name TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    roles TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ended_at TEXT,
    -- Wrong passwords since the last right one, and until when no other is taken.
    tries INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT
  ) STRICT, WITHOUT ROWID;
  -- Who is logged in; the token's hash only.
  CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (name),
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_account ON session (account);

  -- What was done on the console, by whom. Each row holds the hash of the one before, so that a row that was changed or taken out shows.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_action ON audit (action, id);
  CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

  -- What was asked of the bot and how it was read, for half a year; not by whom. plan is the canonical line, reading the same in words, unread a JSON
  -- list of words. wrong_at: its asker said 不对. settled_at: an admin has dealt with it.
  CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    room TEXT,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    plan TEXT,
    reading TEXT,
    unread TEXT NOT NULL,
    reply TEXT NOT NULL,
    wrong_at TEXT,
    settled_at TEXT
  ) STRICT;
  CREATE INDEX question_at ON question (at);
  CREATE INDEX question_open ON question (id) WHERE settled_at IS NULL AND (wrong_at IS NOT NULL OR status = 'not_understood' OR unread <> '[]');
  CREATE VIEW open_question AS SELECT * FROM question WHERE settled_at IS NULL AND (wrong_at IS NOT NULL OR status = 'not_understood' OR unread <> '[]');

  -- Words that people use, added to those of the data: what they stand for is an indicator, a topic or a region.
  CREATE TABLE alias (
    form TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('indicator', 'topic', 'region')),
    target TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What is to be checked is found without those that were; what a city tells in words, and what lies in it tells, without the rest.
  ALTER TABLE ledger ADD COLUMN checked INTEGER NOT NULL DEFAULT 0;
  UPDATE ledger SET checked = 1 WHERE id IN (SELECT version FROM verdict WHERE verdict <> 'confirmed');
  CREATE TRIGGER verdict_checks AFTER INSERT ON verdict WHEN new.verdict <> 'confirmed' BEGIN UPDATE ledger SET checked = 1 WHERE id = new.version; END;
  DROP INDEX ledger_doubts;
  CREATE INDEX ledger_to_check ON ledger (id, room) WHERE stands = 1 AND doubts <> '[]' AND checked = 0;
  CREATE INDEX ledger_in_words ON ledger (city, as_of) WHERE stands = 1 AND json_array_length(parse, '$.metrics') = 0;
  CREATE INDEX ledger_status ON ledger (region, topic, as_of) WHERE stands = 1 AND status IS NOT NULL;
  CREATE INDEX ledger_below ON ledger (city, as_of) WHERE stands = 1 AND region <> city AND json_array_length(parse, '$.metrics') > 0;

  -- A letter that a person carries over by copy and paste: no door sends it.
  ALTER TABLE outbox ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;
  DROP INDEX outbox_queued;
  CREATE INDEX outbox_queued ON outbox (weight, id) WHERE state = 'queued' AND by_hand = 0;
  CREATE INDEX outbox_by_hand ON outbox (id) WHERE state = 'queued' AND by_hand = 1;
  DROP INDEX outbox_put_off;
  CREATE INDEX outbox_put_off ON outbox (not_before) WHERE state = 'queued' AND by_hand = 0 AND not_before IS NOT NULL;
  DROP INDEX outbox_in_doubt;
  CREATE INDEX outbox_unsent ON outbox (id) WHERE state IN ('unknown', 'failed');
  `,
]
