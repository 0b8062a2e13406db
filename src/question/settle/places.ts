// Which regions are meant and which are taken out: 除了成都, 三州以外, 成都不算; 我们 is the asker's own region where it is known.

import type { Mention } from '../mentions/mention.ts'

export type Places = { readonly places: readonly string[]; readonly except: readonly string[]; readonly zone: string | null; readonly unread: readonly Mention[]; /** How many zones (川南) were named. */ readonly zones: number; /** 我们, and whose is not known. */ readonly nobody: boolean }

/** Except words that also stand alone and then say nothing. */
const idle = /^(?:不计|不要|不看)$/u

export function readPlaces(mentions: readonly Mention[], self: readonly string[] | null): Places {
  const places: string[] = [], except: string[] = [], unread: Mention[] = []
  const excepted = new Set<Mention>()
  let zone: string | null = null
  mentions.forEach((mention, i) => {
    if (mention.kind !== 'except') return
    if (mention.text === '外' && !mentions.slice(0, i).some(m => m.kind === 'except')) {
      unread.push(mention)   // 外 closes 除…; by itself it begins another word
      return
    }
    const taken = regionsBeside(mentions, i, mention.side === 'before' ? 1 : -1, excepted)
    const other = taken.length > 0 ? taken : regionsBeside(mentions, i, mention.side === 'before' ? -1 : 1, excepted)
    if (other.length === 0 && except.length === 0 && !idle.test(mention.text)) unread.push(mention)
    for (const region of other) {
      excepted.add(region)
      if (region.kind === 'region') except.push(...region.names.filter(name => !except.includes(name)))
    }
  })
  for (const mention of mentions) {
    if (mention.kind === 'region' && !excepted.has(mention)) {
      if (mention.zone !== undefined && places.length === 0) zone = mention.zone
      else if (zone !== null && mention.zone === undefined && mention.names.every(name => places.includes(name))) {
        places.length = 0   // 川南的内江: the city, not its zone
        zone = null
      }
      else if (!mention.names.every(name => places.includes(name))) zone = null
      places.push(...mention.names.filter(name => !places.includes(name)))
    }
    if (mention.kind === 'pronoun' && mention.who === 'we' && self) places.push(...self.filter(name => !places.includes(name)))
  }
  const nobody = places.length === 0 && mentions.some(mention => mention.kind === 'pronoun' && mention.who === 'we')
  const inside = except.some(name => places.includes(name))
  return { places: inside ? places.filter(name => !except.includes(name)) : places, except: inside ? [] : except, zone, zones: mentions.filter(mention => mention.kind === 'region' && mention.zone !== undefined).length, unread, nobody }
}

function regionsBeside(mentions: readonly Mention[], at: number, step: number, excepted: ReadonlySet<Mention>): Mention[] {
  const taken: Mention[] = []
  for (let k = at + step; k >= 0 && k < mentions.length; k += step) {
    const other = mentions[k] as Mention
    if (other.kind === 'region' && !excepted.has(other)) taken.push(other)
    else if (!(other.kind === 'join' || other.kind === 'every' || other.kind === 'pronoun' || (other.kind === 'ask' && other.ask === 'whether'))) break
  }
  return taken.toSorted((a, b) => a.start - b.start)
}
