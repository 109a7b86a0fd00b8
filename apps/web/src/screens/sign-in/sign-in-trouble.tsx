import { Button } from '@worksmart/ui/button.tsx'
import { ApiProblem } from '../../api/client.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

export type SignInTroubleProps = {
  error: unknown
  onRetry: () => void
  onChooseAgain: () => void
}

/** The remembered person could not be loaded, or is not there any more. */
export function SignInTrouble({ error, onRetry, onChooseAgain }: SignInTroubleProps) {
  const isGone = error instanceof ApiProblem && error.status === 401
  return (
    <SignInFrame heading={isGone ? 'Choose a person again' : 'Could not sign you in'}>
      {isGone ? (
        <p>The person chosen on this device is not in this workspace any more.</p>
      ) : (
        <ErrorNotice name="your profile" error={error} onRetry={onRetry} isAlone />
      )}
      <Button tone={isGone ? 'primary' : 'neutral'} onPress={onChooseAgain}>
        {isGone ? 'Choose a person' : 'Choose another person'}
      </Button>
    </SignInFrame>
  )
}
