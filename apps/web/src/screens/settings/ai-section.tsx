import * as stylex from '@stylexjs/stylex'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AiFeature } from '@worksmart/types/ai'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { Switch } from '@worksmart/ui/switch.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { aiHealth } from '../../api/ai.ts'
import { switchFeature, switchOwn, workspace } from '../../api/ai-switches.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { Surface } from '../../components/surface.tsx'
import { useSession } from '../../session/session.tsx'
import { featureNames, healthWords, textWords } from './ai-words.ts'
import { Section } from './section.tsx'

const features = Object.keys(featureNames) as AiFeature[]

type Change = { feature: AiFeature | null; isOn: boolean }

/** How AI help is doing, and what of it is on: for oneself, and by an admin for everyone. */
export function AiSection() {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const query = useQuery(workspace(client))
  const health = useQuery(aiHealth(client)).data
  const isAdmin = me.role === 'admin'
  const switching = useMutation({
    mutationFn: async ({ feature, isOn }: Change) => {
      if (feature === null) await switchOwn(client, queryClient, me, isOn)
      else if (query.data) await switchFeature(client, queryClient, query.data, feature, isOn)
    },
    onSuccess: () => announce('Saved'),
    onError: () => void query.refetch(),
  })
  const isTurned = (feature: AiFeature | null, isOn: boolean) =>
    switching.isPending && switching.variables.feature === feature ? switching.variables.isOn : isOn
  const text = health && textWords(health)
  return (
    <Section
      heading="AI help"
      about="AI only suggests. Nothing is written until a person accepts it, and everything works without it."
    >
      <div {...stylex.props(styles.root)}>
        <p role="status" {...stylex.props(textStyles.sm, textStyles.muted, styles.health)}>
          {health ? healthWords(health) : ' '}
          {text ? ` ${text}` : ''}
        </p>
        <Switch
          label="Help me with AI"
          description="For you alone, whatever is on for the workspace."
          isSelected={isTurned(null, me.aiEnabled)}
          onChange={(isOn) => switching.mutate({ feature: null, isOn })}
        />
        <Surface
          name="the settings"
          query={query}
          skeleton={<Skeleton shape="block" height={240} />}
        >
          {({ ai }) => (
            <fieldset {...stylex.props(styles.group)}>
              <legend {...stylex.props(textStyles.sm, textStyles.semibold, styles.legend)}>
                {isAdmin ? 'For everyone in the workspace' : 'In this workspace'}
              </legend>
              {features.map((feature) => (
                <Switch
                  key={feature}
                  label={featureNames[feature].label}
                  description={featureNames[feature].about}
                  isDisabled={!isAdmin}
                  isSelected={isTurned(feature, ai[feature])}
                  onChange={(isOn) => switching.mutate({ feature, isOn })}
                />
              ))}
              {!isAdmin && (
                <p {...stylex.props(textStyles.xs, textStyles.subtle)}>
                  An admin of the workspace can change these.
                </p>
              )}
            </fieldset>
          )}
        </Surface>
        {switching.error && (
          <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
            {`Not saved. ${problemText(switching.error).title}.`}
          </p>
        )}
      </div>
    </Section>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s16, gridTemplateColumns: 'minmax(0, 1fr)' },
  health: { minHeight: 20 },
  group: { borderStyle: 'none', display: 'grid', gap: space.s12, margin: 0, padding: 0 },
  legend: { marginBlockEnd: space.s8, padding: 0 },
  error: { color: color.danger },
})
