// What is done with a record from its page: 核实, 更正 and 撤回 are said to the bot as orders with a number in them; a reason is free text, so 退回 is not.

import { mask } from '../../../language/mask.ts'
import { sayRecord } from '../../../replies/updates.ts'
import { returnRecord, tellReporter } from '../../../skills/reviewing.ts'
import { standingRecord, type Version } from '../../../store/ledger.ts'
import { queue } from '../../../store/outbox.ts'
import type { Who } from '../../access.ts'
import { act, order, type World } from '../../world.ts'

const longestReason = 200

/** What a deed needs beside the record. */
export type Given = { readonly value: string; readonly indicator: string; readonly reason: string }
export type Outcome = { readonly said: string } | { readonly fault: string }

/** The number in 54, ５４, 54%; null where it is none, or more exact than anybody counts. */
export function readNumber(text: string, unit: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, ''), number = plain.endsWith(unit) ? plain.slice(0, plain.length - unit.length) : plain
  return /^\d{1,7}(?:\.\d{1,2})?$/u.test(number) ? String(Number(number)) : null
}

async function correct(world: World, who: Who, version: Version, { value, indicator }: Given): Promise<Outcome> {
  const { dictionary } = world.library, name = dictionary.indicators[indicator]?.name, metric = version.metrics.find(one => one.indicator === indicator)
  if (metric === undefined || name === undefined) return { fault: `#${version.id} 里没有这项数，请刷新页面再试。` }
  const number = readNumber(value, metric.unit)
  if (number === null) return { fault: `“${value}”不能当作数，请只写数字，例如 54 或 16.4。` }
  if (metric.unit === '%' && Number(number) > 100) return { fault: `${name}${number}%超过100%，请写0到100的数，例如 54。` }
  if (Number(number) === metric.value && !metric.approx) return { fault: `${name}现在就是${number}${metric.unit}，没有改。请写改好后的数。` }
  return { said: await order(world, who, `更正 #${version.id} ${name}${number}${metric.unit}`, null, { action: '更正上报', subject: `#${version.id}`, detail: `${sayRecord(version, dictionary)} → ${name}${number}${metric.unit}` }) }
}

function giveBack(world: World, who: Who, version: Version, { reason }: Given): Outcome {
  if (reason === '') return { fault: '请写退回的原因，报送人会看到，例如：请按全市口径重报。' }
  if (reason.length > longestReason) return { fault: `原因有${reason.length}个字，请压到${longestReason}个字以内。` }
  const { library } = world, masked = mask(reason.replace(/\s+/gu, ' ')), at = world.now().toISOString()
  const said = act(world, who, { action: '退回上报', subject: `#${version.id}`, detail: `${sayRecord(version, library.dictionary)}；原因：${masked}` }, () => {
    const told = returnRecord(version, masked, who.name, at, library)
    queue(library.store, at, tellReporter(version, told), `console ${crypto.randomUUID()}`)
    return told
  })
  world.beat()
  return { said }
}

export const deeds = ['verify', 'correct', 'return', 'withdraw'] as const
export type Deed = typeof deeds[number]

/** Does it, or says what is wrong. */
export async function doDeed(world: World, who: Who, record: number, deed: Deed, given: Given): Promise<Outcome> {
  const { store, dictionary } = world.library, version = standingRecord(store, record)
  if (version === null) return { said: `#${record} 已经更正、撤回或退回，没有再改。` }
  const detail = sayRecord(version, dictionary)
  switch (deed) {
    case 'verify': return { said: await order(world, who, `核实 #${record}`, null, { action: '核实上报', subject: `#${record}`, detail }) }
    case 'correct': return correct(world, who, version, given)
    case 'return': return giveBack(world, who, version, given)
    case 'withdraw': return { said: await order(world, who, `撤回 #${record}`, null, { action: '撤回上报', subject: `#${record}`, detail }) }
  }
}

/** 核实 #3、#5: several at once; those that are gone meanwhile are told, not verified. */
export async function verifyAll(world: World, who: Who, records: readonly number[]): Promise<string> {
  const { store } = world.library, standing = records.filter(record => standingRecord(store, record) !== null), gone = records.filter(record => !standing.includes(record))
  const list = standing.map(record => `#${record}`).join('、'), left = gone.length === 0 ? '' : `\n${gone.map(record => `#${record}`).join('、')} 已经更正、撤回或退回，没有核实。`
  if (standing.length === 0) return left.trim()
  return `${await order(world, who, `核实 ${list}`, null, { action: '核实上报', subject: standing.length === 1 ? list : `${standing.length}条`, detail: list })}${left}`
}
