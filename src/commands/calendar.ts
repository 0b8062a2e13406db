// qunban calendar: brings a year's days off into the database, or lists the years that are known, and warns where one is missing.

import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Failure } from '../failure.ts'
import { missingYears, workingDaysIn, type Calendar } from '../language/working-days.ts'
import { openLibrary } from '../library.ts'
import { shanghaiDay } from '../shanghai.ts'
import { calendarOf, importsOf, keepYear } from '../store/calendar.ts'
import type { Command } from './command.ts'

/** Years 2021 to 2023 and 2025 → 2020年及以前、2024年、2026年起没有放假安排，按周一至周五算工作日。 */
function sayUnknown({ years }: Calendar): string {
  const known = years.map(({ year }) => year).toSorted((a, b) => a - b), first = known[0], last = known.at(-1)
  if (first === undefined || last === undefined) return '没有任何一年的放假安排，按周一至周五算工作日。'
  const between = Array.from({ length: last - first }, (_, i) => first + i).filter(year => !known.includes(year))
  return `${[`${first - 1}年及以前`, ...between.map(year => `${year}年`), `${last + 1}年起`].join('、')}没有放假安排，按周一至周五算工作日。`
}

const sayMissing = (year: number, today: string): string => (
  `缺少${today.startsWith(String(year)) ? '今年' : '明年'}（${year}年）的放假安排：请照 data/calendar 里的样子写好 ${year}.yaml，再运行 npm run -s qunban -- calendar ${year}.yaml。`
)

/** calendar 2027.yaml → 已导入2027年放假安排：工作日249天。 */
export const calendar: Command = async ({ args, db, data, settings, now, stdout }) => {
  const library = await openLibrary(db, data, settings.QUNBAN_NAME)
  try {
    const [file] = args, known = calendarOf(library)
    if (file !== undefined) {
      if (!existsSync(file) || !statSync(file).isFile()) throw new Failure('data', `文件 ${file} 不存在：请检查路径。`)
      // YAML and its checks are loaded for an import only.
      const { readCalendarYear } = await import('../table/calendar.ts'), { year, ...told } = readCalendarYear(file, basename(file), known.years)
      const before = known.years.find(other => other.year === year)
      keepYear(library.store, { year, ...told }, basename(file), now().toISOString())
      stdout.write(`已导入${year}年放假安排：工作日${workingDaysIn(year, calendarOf(library))}天。${before ? `原有的${year}年安排（${before.notice}，工作日${workingDaysIn(year, known)}天）已替换。` : ''}\n`)
      return 0
    }
    const imports = new Map(importsOf(library.store).map(({ year, source, at }) => [year, `（${shanghaiDay(new Date(at))}由 ${source} 导入）`])), today = shanghaiDay(now())
    for (const { year, notice } of known.years) stdout.write(`${year}年 工作日${workingDaysIn(year, known)}天 ${notice}${imports.get(year) ?? ''}\n`)
    stdout.write(`${sayUnknown(known)}\n`)
    for (const year of missingYears(today, known)) stdout.write(`${sayMissing(year, today)}\n`)
    return 0
  } finally {
    library.store.close()
  }
}
