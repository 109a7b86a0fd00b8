// Shared by the words of the field and the chips below them, so that the two always match.
import * as stylex from '@stylexjs/stylex'
import { hue } from '@worksmart/ui/tokens.stylex.ts'

/** Background only: the words in the field keep the colour of text. */
export const tintBackgrounds = stylex.create({
  blue: { backgroundColor: hue.blueBg },
  green: { backgroundColor: hue.greenBg },
  amber: { backgroundColor: hue.amberBg },
  teal: { backgroundColor: hue.tealBg },
  olive: { backgroundColor: hue.oliveBg },
  orange: { backgroundColor: hue.orangeBg },
  red: { backgroundColor: hue.redBg },
  pink: { backgroundColor: hue.pinkBg },
  slate: { backgroundColor: hue.slateBg },
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
