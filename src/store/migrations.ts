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
]
