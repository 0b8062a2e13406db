// A table pasted into the chat: a line of names, lines of cells below it. Each cell becomes a line of its own, place or name first: 顺庆区 综窗完成率 50%.

const separators = [/\t/u, /\s*[|｜]\s*/u, /\s*[,，]\s*/u, /[ \u3000]+/u]
const isCell = (cell: string): boolean => /^(?:约|近)?-?[\d.,]+\s*[%％个项台次名]?$/u.test(cell) || /^[-—/x×]*$|^(?:无|未报)$/u.test(cell)
const counter = /^(?:序号|编号|no\.?|#)$/iu

type Grid = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly from: number; readonly to: number }

/** The first table in the lines: names above, at least two columns of figures or two rows. */
function findGrid(lines: readonly string[]): Grid | null {
  for (const separator of separators) {
    const cells = lines.map(line => line.trim().replace(/^[|｜]|[|｜]$/gu, '').split(separator).map(cell => cell.trim()))
    for (const [from, head] of cells.entries()) {
      if (head.length < 2 || head.some(cell => /\d/u.test(cell) && isCell(cell)) || head.some(cell => cell.length > 20)) continue
      let to = from + 1
      const isRow = (row: readonly string[] | undefined): boolean => {
        const figures = row === undefined ? [] : counter.test(head[0] ?? '') ? row.slice(2) : row.slice(1)
        return row !== undefined && row.length === head.length && figures.length > 0 && figures.every(isCell) && figures.some(cell => /\d/u.test(cell))
      }
      while (isRow(cells[to])) to += 1
      if (to - from >= 2 && (head.length > 2 || to - from >= 3)) return { head, rows: cells.slice(from + 1, to), from, to }
    }
  }
  return null
}

/**
 * The text with its table written out, a cell a line; a text without one as it is.
 *
 * 县区⇥综窗⇥印章⏎顺庆区⇥50%⇥44% → 顺庆区 综窗 50%⏎顺庆区 印章 44%
 */
export function writeOutGrid(text: string): string {
  const lines = text.split('\n'), grid = lines.length < 2 ? null : findGrid(lines)
  if (!grid) return text
  const skip = counter.test(grid.head[0] ?? '') ? 1 : 0
  const cells = grid.rows.flatMap(row => row.slice(skip + 1).flatMap((cell, i) => {
    // 综窗完成率(%): the unit of the column
    const [, name = '', unit = ''] = /^(.*?)(?:[(（]\s*([%％个项台次名])\s*[)）])?$/u.exec(grid.head[skip + 1 + i] ?? '') ?? []
    return /\d/u.test(cell) ? [`${row[skip] ?? ''} ${name} ${cell}${/[%％个项台次名]$/u.test(cell) ? '' : unit}`] : []
  }))
  return [...lines.slice(0, grid.from), ...cells, ...lines.slice(grid.to)].join('\n')
}
