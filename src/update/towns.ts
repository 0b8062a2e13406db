// Townships and development zones, which no list holds: taken as given where they stand behind a county, a city or at the start of a clause.
// A city or county that is on no list is none (红星市).

import type { Mention } from './mention.ts'

const shape = /^([\u4e00-\u9fff]{1,5}?)(镇|乡|街道办事处|街道办|街道|经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新区|产业园区|工业园区|开发区|新区|园区)(?!级)/u
/** Words that name no place: 各乡镇, 5个街道, 便民服务中心所在镇. */
const noName = /[各全每某本我你他这那几多少数两些个有等和及与的所试点内外其余在到把被让从由向往是]|下面|后面|前面|以下|之下|以后|[一二三四五六七八九十]个|^(?:乡|村|城|农|集|建制|中心|重点|一般|示范|先行|有关|相关)$|便民|服务|政务|行政|审批|综窗|窗口|一件事|印章|终端|代办|已|未|完成|启动/u
const countyLevel = /区$/u
const listed = /^([\u4e00-\u9fff]{2,4}?)(?:市|州|县|区)(?![级属场内外域委级]|[市州县区])/u
/** Words that end like a city or a county. */
const generic = /(?:社|小|辖|片|地|城|市|园|景|山|区|县|州|全|各|老|新|乡|镇|街|灾|牧|林|库|主|郊|特|贫|库|某|本|我|你|他)$|[了的是有在和与及把被让个几多少些每去来到已未没]/u

/** 新都 in 新都桥镇: the longest name wins. */
const isInside = (place: Mention, start: number, phrase: string): boolean => (place.kind === 'county' || place.kind === 'bare-county') && place.start === start && place.end < start + phrase.length && phrase.length <= 5 && !/[市州县区]$/u.test(place.text)

/** The places of a text that no list knows; `names` are those that are known. */
export function readTowns(text: string, names: readonly Mention[]): Mention[] {
  const places = names.filter(({ kind }) => kind === 'region' || kind === 'county' || kind === 'bare-county')
  const starts = new Set([0, ...[...text.matchAll(/[\s,;:。、(\n]|其中|包括|以及|[含和与及]/gu)].map(({ 0: sign, index }) => index + sign.length), ...places.map(({ end }) => end)])
  return [...starts].flatMap((start): Mention[] => {
    const found = shape.exec(text.slice(start, start + 16))
    const [phrase, stem = '', head = ''] = found ?? []
    if (phrase === undefined || noName.test(stem) || places.some(place => place.start < start + phrase.length && place.end > start && !isInside(place, start, phrase))) return []
    return [{ kind: 'town', name: stem + head.replace(/街道办(?:事处)?/u, '街道'), level: countyLevel.test(head) ? 'county' : 'town', start, end: start + phrase.length, text: phrase, how: 'exact' }]
  })
}

/** 红星市, where no known name could be meant: an unread word at the start of a clause that ends like a city or a county. */
export function strangePlace(mention: Mention, before: Mention | undefined): Mention | null {
  if (mention.kind !== 'unread' || (before !== undefined && before.kind !== 'break' && before.kind !== 'join')) return null
  const [said, stem = ''] = listed.exec(mention.text) ?? []
  return said === undefined || said !== mention.text || generic.test(stem) || noName.test(stem) ? null : { kind: 'town', name: said, level: 'strange', start: mention.start, end: mention.end, text: said, how: 'exact' }
}
