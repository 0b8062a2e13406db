// Colours that people who see few of them still tell apart (Okabe and Ito), and one blue from pale to deep. None means good or bad.

export const paper = '#ffffff', black = '#1a1a1a', grey = '#595959', pale = '#d9d9d9'
export const blue = '#0072b2', orange = '#e69f00', deepBlue = '#003f66'

/** For lines, in the order in which they are used; yellow is too pale on white. */
export const lineColours: readonly string[] = [blue, '#d55e00', '#009e73', '#8f4a75', '#b07800', '#2f7fb0']

type Rgb = readonly [number, number, number]
const stops: readonly [Rgb, Rgb, Rgb] = [[236, 244, 251], [116, 176, 217], [8, 64, 117]]

/** How light a colour is to the eye, 0 to 1. */
function lightness(colour: Rgb): number {
  const [r, g, b] = colour.map(one => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

const blackIs = lightness([26, 26, 26])

/** A shade of the blue, 0 palest to 1 deepest, and of black and white the ink that stands out more on it. */
export function shade(part: number): { readonly fill: string; readonly ink: string } {
  const at = Math.min(1, Math.max(0, part)) * 2, [from, to] = at <= 1 ? [stops[0], stops[1]] : [stops[1], stops[2]], within = at <= 1 ? at : at - 1
  const mixed = [0, 1, 2].map(i => Math.round((from[i] ?? 0) + ((to[i] ?? 0) - (from[i] ?? 0)) * within)) as unknown as Rgb, light = lightness(mixed) + 0.05
  return { fill: `#${mixed.map(one => one.toString(16).padStart(2, '0')).join('')}`, ink: 1.05 / light > light / (blackIs + 0.05) ? paper : black }
}
