import { Button } from '@worksmart/ui/button.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

/** Sign-in is another service's; while it cannot be reached, this page can only say so. */
export function ClerkUnreachable() {
  return (
    <SignInFrame heading="Sign-in cannot be reached">
      <p>
        The sign-in service does not answer. Your records are safe, and so is what waits on this
        device to be sent.
      </p>
      <Button tone="primary" onPress={() => location.reload()}>
        Try again
      </Button>
    </SignInFrame>
  )
}
