// The small notation in which data files write the forms of a word: (a|b) may be left out, [a|b] may not.

/** More is a sign that a pattern joins words which `parts` should carry. */
const mostForms = 500

/**
 * All strings that a pattern stands for, shortest patterns of thought first.
 *
 * expandForms('[原设|现设](业务)窗口') → 原设窗口 原设业务窗口 现设窗口 现设业务窗口
 */
export function expandForms(pattern: string): string[] {
  const { forms, end } = expandSequence(pattern, 0)
  if (end !== pattern.length) throw new Error(`形式“${pattern}”的括号不成对`)
  return [...new Set(forms)].filter(form => form.length > 0)
}

function expandSequence(pattern: string, start: number): { forms: string[]; end: number } {
  let forms = [''], at = start
  while (at < pattern.length) {
    const sign = pattern[at] ?? ''
    if (')]|'.includes(sign)) break
    let choices: string[] = [sign]
    at += 1
    if (sign === '(' || sign === '[') {
      const group = expandChoice(pattern, at, sign === '(' ? ')' : ']')
      choices = sign === '(' ? ['', ...group.forms] : group.forms
      at = group.end
    }
    if (pattern[at] === '?') {
      choices = ['', ...choices]
      at += 1
    }
    forms = forms.flatMap(form => choices.map(choice => form + choice))
    if (forms.length > mostForms) throw new Error(`形式“${pattern}”展开后超过${mostForms}种，请拆成几条`)
  }
  return { forms, end: at }
}

function expandChoice(pattern: string, start: number, close: string): { forms: string[]; end: number } {
  const forms: string[] = []
  for (let at = start; ;) {
    const part = expandSequence(pattern, at)
    forms.push(...part.forms)
    if (pattern[part.end] === close) return { forms, end: part.end + 1 }
    if (pattern[part.end] !== '|') throw new Error(`形式“${pattern}”的括号不成对`)
    at = part.end + 1
  }
}
