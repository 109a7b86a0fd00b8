import { useSignIn } from '@clerk/react'
import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type FormEvent, useState } from 'react'
import { SignInFrame } from './sign-in-frame.tsx'

type Step = 'email' | 'code' | 'password'

/** What Clerk's calls answer; its words are for people. */
type Answer = { error: { message: string; longMessage?: string | undefined } | null }

/** E-mail and a code, or a password where the team uses one. */
export function ClerkForm() {
  const { signIn, fetchStatus } = useSignIn()
  const [step, setStep] = useState<Step>('email')
  const [email, setEmail] = useState('')
  const [secret, setSecret] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const isBusy = fetchStatus === 'fetching'

  async function attempt(call: () => Promise<Answer>, next: () => void): Promise<void> {
    setTrouble(null)
    const { error } = await call().catch((): Answer => ({ error: unreachable }))
    if (error) setTrouble(error.longMessage ?? error.message)
    else next()
  }
  const go = (to: Step) => {
    setSecret('')
    setTrouble(null)
    setStep(to)
  }
  const finish = () =>
    void attempt(
      () => signIn.finalize(),
      () => {},
    )

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (step === 'email') {
      void attempt(
        () => signIn.emailCode.sendCode({ emailAddress: email }),
        () => go('code'),
      )
    } else if (step === 'code') {
      void attempt(() => signIn.emailCode.verifyCode({ code: secret.trim() }), finish)
    } else {
      void attempt(() => signIn.password({ emailAddress: email, password: secret }), finish)
    }
  }

  return (
    <SignInFrame heading="Sign in">
      <form onSubmit={handleSubmit} {...stylex.props(styles.form)}>
        {step === 'email' ? (
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            isRequired
            autoFocus
            {...(trouble === null ? {} : { errorMessage: trouble })}
          />
        ) : (
          <>
            <p {...stylex.props(textStyles.muted)}>
              {step === 'code' ? `We sent a code to ${email}.` : `Signing in as ${email}.`}
            </p>
            <TextField
              key={step}
              label={step === 'code' ? 'Code' : 'Password'}
              type={step === 'code' ? 'text' : 'password'}
              inputMode={step === 'code' ? 'numeric' : 'text'}
              autoComplete={step === 'code' ? 'one-time-code' : 'current-password'}
              value={secret}
              onChange={setSecret}
              isRequired
              autoFocus
              {...(trouble === null ? {} : { errorMessage: trouble })}
            />
          </>
        )}
        <Button type="submit" tone="primary" isPending={isBusy}>
          {step === 'email' ? 'Send a code' : 'Sign in'}
        </Button>
        {step === 'email' ? (
          <Button onPress={() => go('password')} isDisabled={email === ''}>
            Use a password instead
          </Button>
        ) : (
          <Button onPress={() => go('email')}>Use another e-mail</Button>
        )}
      </form>
    </SignInFrame>
  )
}

const unreachable = { message: 'The sign-in service does not answer. Try again.' }

const styles = stylex.create({
  form: { display: 'flex', flexDirection: 'column', gap: space.s12 },
})
