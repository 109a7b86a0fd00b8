import { Button } from '@worksmart/ui/button.tsx'
import { ApiProblem } from '../../api/client.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

export type SignInTroubleProps = {
  error: unknown
  kind: 'person' | 'session'
  onRetry: () => void
  onChooseAgain: () => void
}

/** Who was signed in could not be loaded, or is not there any more. */
export function SignInTrouble({ error, kind, onRetry, onChooseAgain }: SignInTroubleProps) {
  const isGone = error instanceof ApiProblem && error.status === 401
  const { gone, notLoaded } = words[kind]
  return (
    <SignInFrame heading={isGone ? gone.heading : 'Could not sign you in'}>
      {isGone ? (
        <p>{gone.text}</p>
      ) : (
        <ErrorNotice name="your profile" error={error} onRetry={onRetry} isAlone />
      )}
      <Button tone={isGone ? 'primary' : 'neutral'} onPress={onChooseAgain}>
        {isGone ? gone.action : notLoaded}
      </Button>
    </SignInFrame>
  )
}

const words = {
  person: {
    gone: {
      heading: 'Choose a person again',
      text: 'The person chosen on this device is not in this workspace any more.',
      action: 'Choose a person',
    },
    notLoaded: 'Choose another person',
  },
  session: {
    gone: {
      heading: 'Sign in again',
      text: 'Your sign-in has ended. What you typed is kept on this device until you sign out.',
      action: 'Sign out',
    },
    notLoaded: 'Sign out',
  },
} as const
