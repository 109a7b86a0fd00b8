import * as stylex from '@stylexjs/stylex'
import { useQueryClient } from '@tanstack/react-query'
import { limits } from '@worksmart/types/limits'
import { Button } from '@worksmart/ui/button.tsx'
import { ComboBox } from '@worksmart/ui/combo-box.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { saveProfile } from '../../api/profile.ts'
import { showTime } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'
import { roleEffects, roleNames } from '../team/team-words.ts'
import { AutosaveNotes } from './autosave-notes.tsx'
import { AutosaveText } from './autosave-text.tsx'
import { Section } from './section.tsx'
import { deviceZone, zoneOptions } from './time-zones.ts'
import { type Kept, useAutosave } from './use-autosave.ts'

/** Settings → Profile: what is one's own to say; the rest, with who can change it. */
export function ProfileScreen() {
  const { me } = useSession()
  const name = useProfileField('name')
  return (
    <>
      <Section heading="You" about="Your team sees your name beside what you do.">
        <div {...stylex.props(styles.fields)}>
          <AutosaveText
            label="Name"
            field={name}
            maxLength={limits.personName}
            emptyMessage="A name has at least one letter."
            autoComplete="name"
          />
          <dl {...stylex.props(styles.facts, textStyles.base)}>
            <dt {...stylex.props(textStyles.sm, textStyles.medium)}>E-mail</dt>
            <dd {...stylex.props(styles.fact)}>
              {me.email}
              <span {...stylex.props(textStyles.sm, textStyles.muted, styles.note)}>
                {me.mode === 'dev'
                  ? 'It stays as it was added.'
                  : 'You sign in with it. It stays as it was added.'}
              </span>
            </dd>
            <dt {...stylex.props(textStyles.sm, textStyles.medium)}>Role</dt>
            <dd {...stylex.props(styles.fact)}>
              {roleNames[me.role]}
              <span {...stylex.props(textStyles.sm, textStyles.muted, styles.note)}>
                {`${roleEffects[me.role]} ${
                  me.role === 'admin' ? 'Another admin can change it.' : 'An admin can change it.'
                }`}
              </span>
            </dd>
          </dl>
        </div>
      </Section>
      <TimeZone />
    </>
  )
}

function TimeZone() {
  const field = useProfileField('timeZone')
  const here = deviceZone()
  return (
    <Section
      heading="Time zone"
      about="Your days begin and end by this clock, and times are shown in it."
    >
      <div {...stylex.props(styles.zone)}>
        <ComboBox
          label="Time zone"
          options={zoneOptions(field.value)}
          value={field.value}
          description={`It is ${showTime(new Date().toISOString(), field.value)} there now.`}
          emptyMessage="No such time zone"
          // Four hundred zones are no greeting for who only passes by.
          menuTrigger="input"
          onChange={(zone) => {
            if (zone !== null && zone !== field.value) field.choose(zone)
          }}
        />
        <AutosaveNotes label="Time zone" field={field} />
        {here !== field.value && (
          <p {...stylex.props(textStyles.sm, textStyles.muted, styles.here)}>
            {`This device is in ${here.replaceAll('_', ' ')}.`}
            <Button size="sm" onPress={() => field.choose(here)}>
              Use it
            </Button>
          </p>
        )}
      </div>
    </Section>
  )
}

function useProfileField(name: 'name' | 'timeZone') {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  return useAutosave({
    kept: { value: me[name], version: me.version },
    scope: 'profile',
    save: ({ value, version }) =>
      saveProfile(client, queryClient, { id: me.id, version }, { [name]: value }),
    theirs: (current) => keptIn(current, name),
    onUseTheirs: () => void queryClient.invalidateQueries({ queryKey: ['me'] }),
  })
}

function keptIn(current: unknown, name: 'name' | 'timeZone'): Kept | null {
  if (typeof current !== 'object' || current === null) return null
  const { version, [name]: value } = current as Record<string, unknown>
  return typeof value === 'string' && typeof version === 'number' ? { value, version } : null
}

const styles = stylex.create({
  fields: { display: 'grid', gap: space.s12, gridTemplateColumns: 'minmax(0, 1fr)' },
  zone: {
    display: 'grid',
    position: 'relative',
    gap: space.s4,
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxWidth: 360,
  },
  facts: { display: 'grid', gap: space.s2, margin: 0 },
  fact: { margin: 0, marginBlockEnd: space.s8, overflowWrap: 'anywhere' },
  note: { display: 'block' },
  here: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
})
