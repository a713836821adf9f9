import { useMutation } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { StepUpProof } from '../../src/access/security-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import '../sign-in/activation.css'
import { TotpSecret } from '../sign-in/totp-secret.js'
import { Part, type PartProps } from './part.js'
import { ProveDialog } from './prove-dialog.js'
import { SECURITY } from './words.js'

/** 动态口令：on from the moment one of them was typed. */
export function TotpSection({ view, again }: PartProps) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [uri, setUri] = useState<string>()
  const act = async (proof: StepUpProof) => {
    const path = view.totp ? '/api/security/totp/remove' : '/api/security/totp'
    const told = await ask<{ totpUri: string } | undefined>(path, { method: 'POST', body: { proof } })
    setUri(told?.totpUri)
    again()
  }
  const confirmed = () => {
    setUri(undefined)
    void message.success(say(SECURITY.saved))
    again()
  }
  return (
    <Part title={say(SECURITY.totp)} says={say(view.totp ? SECURITY.totpOn : SECURITY.totpOff)}>
      {uri === undefined ? (
        <Button onClick={() => setOpen(true)}>{say(view.totp ? SECURITY.turnOff : SECURITY.turnOn)}</Button>
      ) : (
        <>
          <TotpSecret uri={uri} />
          <Confirm onDone={confirmed} />
        </>
      )}
      {open && (
        <ProveDialog
          title={say(view.totp ? SECURITY.turnOff : SECURITY.turnOn)}
          hasPassword={view.hasPassword}
          hasPasskey={view.passkeys.length > 0}
          onClose={() => setOpen(false)}
          onProof={act}
        />
      )}
    </Part>
  )
}

function Confirm({ onDone }: { readonly onDone: () => void }) {
  const { say } = useLanguage()
  const [digits, setDigits] = useState('')
  const confirming = useMutation<unknown, Problem>({
    mutationFn: () => ask('/api/security/totp/confirm', { method: 'POST', body: { oneTimePassword: digits } }),
    onSuccess: onDone,
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    confirming.mutate()
  }
  return (
    <form className="security-confirm" onSubmit={send}>
      <FormProblem error={confirming.error} />
      <label htmlFor="totp-digits">{say(SECURITY.confirmTotp)}</label>
      <div className="security-buttons">
        <Input
          id="totp-digits"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={digits}
          onChange={({ target }) => setDigits(target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={!/^\d{6}$/.test(digits)} loading={confirming.isPending}>
          {say(SECURITY.confirm)}
        </Button>
      </div>
    </form>
  )
}
