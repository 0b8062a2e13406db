// What the files under data/ must look like. Checked with zod when they are read; nothing else in the bot checks them again.

import { z } from 'zod'
import { makeDay } from '../language/day-calendar.ts'

z.config(z.locales.zhCN())

const text = z.string().min(1)
const texts = z.array(z.union([text, z.number().transform(String)]))

export const regionsFile = z.strictObject({
  zones: z.array(z.strictObject({ name: text, aliases: texts, regions: texts.min(1) })),
  regions: z.array(z.strictObject({ name: text, code: text, short: text, say: text, letter: text, pinyin: text, aliases: texts, slips: texts })).min(1),
  counties: z.array(z.strictObject({ city: text, names: texts, suffixed: texts.default([]) })),
  development_zones: texts,
})

export const indicatorsFile = z.strictObject({
  topics: z.array(z.strictObject({ id: text, name: text, main: text.optional(), counted: text.optional(), implied: text.optional(), words: texts })),
  themes: z.array(z.strictObject({ id: text, name: text, words: texts.min(1) })).default([]),
  indicators: z.array(z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    part_of: text.optional(),
    after: text.optional(),
    header: text.optional(),
    group: text.nullable().optional(),
    name: text,
    unit: text,
    measures: z.enum(['rate', 'average', 'total']),
    better: z.enum(['higher', 'lower', 'unknown']),
    topic: text,
    means: text.optional(),
    forms: texts.min(1),
  })),
  parts: z.array(z.strictObject({ words: texts.min(1), among: texts.min(1), main: text.optional(), weak: z.boolean().optional(), soft: z.boolean().optional(), reports: z.boolean().optional() })),
  terms: z.array(z.strictObject({ id: text, words: texts.min(1), means: text })).default([]),
})

const isoDate = z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z.date().transform(date => date.toISOString().slice(0, 10))])

export const datasetsFile = z.strictObject({
  datasets: z.array(z.strictObject({
    id: text,
    file: text,
    document: text,
    attachment: text,
    title: text,
    scope: z.enum(['pilot', 'non_pilot']).nullable(),
    as_of: isoDate,
    printed_headers: z.array(z.strictObject({ column: text, printed: text, why: text })).default([]),
  })),
})

export const noticeFile = z.strictObject({
  notice: z.strictObject({
    number: text, title: text, issuer: text, date: isoDate,
    attachments: z.array(z.strictObject({ no: z.number().int(), title: text })),
  }),
  deadlines: z.array(z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    kind: z.enum(['submission', 'target']),
    place: text,
    title: text,
    says: text,
    forms: texts.default([]),
    to: text.optional(),
    due: isoDate,
    time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/).optional(),
    target: z.strictObject({ indicator: text, scope: z.enum(['pilot', 'non_pilot', 'both']), value: z.number() }).optional(),
  })).default([]),
  facts: z.array(z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    place: text,
    asks: z.array(texts.min(1)).min(1),
    words: texts.default([]),
    answer: text,
    target: z.strictObject({ scope: z.enum(['pilot', 'non_pilot', 'both']), indicator: text, op: z.enum(['=', '>=', '>']), value: z.number() }).optional(),
    place_names: texts.default([]),
    general: z.boolean().default(false),
  })),
  beside: z.array(z.strictObject({ region: text, indicator: text, place: text, says: text })).default([]),
})

const calendarDay = isoDate.refine(day => makeDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))) !== null, { error: ({ input }) => `${String(input)}不是日历上的日子` })
const daysOff = { name: text, first: calendarDay, last: calendarDay }

export const calendarFile = z.strictObject({
  year: z.number().int().min(2000).max(2199),
  notice: text,
  holidays: z.array(z.strictObject(daysOff)).min(1),
  make_up: z.array(calendarDay),
})

export const regionalFile = z.strictObject({ regional: z.array(z.strictObject({ region: text, ...daysOff, source: text })) })
