// The form that a region is given to fill in, with the figures that stand beside the blanks. What comes back is read in filled.ts.

import { dayRemark, ledgerColumns, officialColumn, templateColumns as titles, templateNotes, templateRemark, templateRows, templateSheets } from '../replies/exports.ts'
import type { Dictionary } from '../table/dictionary.ts'
import type { Official } from '../table/official.ts'
import type { Sheet, SheetCell } from './sheet.ts'

/** Changes when a form of before can be read no more. */
const templateVersion = '1'

type Last = { readonly value: number; readonly asOf: string }
type TemplateParts = {
  readonly region: string
  /** Of a city: their main indicators have a sheet of their own. */
  readonly counties: readonly string[]
  readonly official: (indicator: string) => Official | null
  /** The figure that leads, as far as it may be told. */
  readonly last: (region: string, indicator: string) => Last | null
}

const asText = (region: string): string => region.split('/').join('')

/**
 * The sheets of a region's form.
 *
 * makeTemplate({ region: '乐山市', counties: ['市中区', …], … }, dictionary) → 填报, 各县（市、区）, 填写说明
 */
export function makeTemplate({ region, counties, official, last }: TemplateParts, dictionary: Dictionary): Sheet[] {
  const scopes = region.includes('/') ? [] : [...new Set(dictionary.datasets.map(({ scope }) => scope))]
  const figures = (place: string, id: string): SheetCell[] => {
    const before = last(place, id)
    return [before?.value ?? null, before?.asOf ?? null]
  }
  const tail = [{ title: titles.unit, width: 6 }, { title: titles.last, width: 10 }, { title: titles.lastDay, width: 12 }, { title: titles.fill, width: 14 }, { title: titles.remark, width: 36 }]
  const [unit, ...rest] = tail as [typeof tail[number], ...typeof tail]
  const blank = Array.from({ length: scopes.length + 3 }, () => null)
  const form: Sheet = {
    name: templateSheets.form,
    columns: [{ title: titles.indicator, width: 36 }, unit, ...scopes.map(scope => ({ title: officialColumn(scope), width: 10 })), ...rest],
    rows: [
      [templateRows.region, ...blank, asText(region), templateRemark(templateVersion)],
      [templateRows.day, ...blank, null, dayRemark],
      ...Object.values(dictionary.indicators).map(({ id, name, unit: own }): SheetCell[] => {
        const found = scopes.length === 0 ? null : official(id)
        return [name, own, ...scopes.map(scope => found?.figures.find(one => one.scope === (scope ?? ''))?.value ?? null), ...figures(region, id)]
      }),
    ],
  }
  const mains = dictionary.topics.flatMap(({ main }) => (main === undefined ? [] : dictionary.indicators[main] ?? []))
  const below: Sheet = {
    name: templateSheets.counties, columns: [{ title: titles.place, width: 16 }, { title: titles.indicator, width: 30 }, ...tail],
    rows: counties.flatMap(county => mains.map(({ id, name, unit: own }): SheetCell[] => [county, name, own, ...figures(`${region}/${county}`, id)])),
  }
  const notes: Sheet = { name: templateSheets.notes, columns: [{ title: ledgerColumns.item, width: 12 }, { title: ledgerColumns.text, width: 80 }], rows: templateNotes(templateVersion) }
  return [form, ...(counties.length > 0 ? [below] : []), notes]
}
