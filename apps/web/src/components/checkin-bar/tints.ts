// Shared by the words of the field and the chips below them, so that the two always match.
import * as stylex from '@stylexjs/stylex'
import { hue, media } from '@worksmart/ui/tokens.stylex.ts'

/** Background only: the words in the field keep the colour of text. */
export const tintBackgrounds = stylex.create({
  blue: { backgroundColor: { default: hue.blueBg, [media.forcedColors]: 'transparent' } },
  green: { backgroundColor: { default: hue.greenBg, [media.forcedColors]: 'transparent' } },
  amber: { backgroundColor: { default: hue.amberBg, [media.forcedColors]: 'transparent' } },
  teal: { backgroundColor: { default: hue.tealBg, [media.forcedColors]: 'transparent' } },
  olive: { backgroundColor: { default: hue.oliveBg, [media.forcedColors]: 'transparent' } },
  orange: { backgroundColor: { default: hue.orangeBg, [media.forcedColors]: 'transparent' } },
  red: { backgroundColor: { default: hue.redBg, [media.forcedColors]: 'transparent' } },
  pink: { backgroundColor: { default: hue.pinkBg, [media.forcedColors]: 'transparent' } },
  slate: { backgroundColor: { default: hue.slateBg, [media.forcedColors]: 'transparent' } },
})

export const tintTexts = stylex.create({
  blue: { color: hue.blue },
  green: { color: hue.green },
  amber: { color: hue.amber },
  teal: { color: hue.teal },
  olive: { color: hue.olive },
  orange: { color: hue.orange },
  red: { color: hue.red },
  pink: { color: hue.pink },
  slate: { color: hue.slate },
})
