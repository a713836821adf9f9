import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { StepUpProof } from '../../src/access/security-contract.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { answerPasskey, canUsePasskeys } from '../shell/passkey.js'
import { SECURITY } from './words.js'

interface Props {
  readonly title: string
  readonly hasPassword: boolean
  readonly hasPasskey: boolean
  /** What the act needs besides; nothing is sent while it is not ready. */
  readonly children?: ReactNode
  readonly isReady?: boolean
  /** 通行密钥的题目从哪里来. */
  readonly options?: string
  readonly onClose: () => void
  readonly onProof: (proof: StepUpProof) => Promise<unknown>
}

/** 再次确认身份。The password, or a passkey of one's own; then the act, whose refusal is shown here. */
export function ProveDialog({
  title,
  hasPassword,
  hasPasskey,
  children,
  isReady = true,
  options,
  onClose,
  onProof,
}: Props) {
  const { say } = useLanguage()
  const [password, setPassword] = useState('')
  const acting = useMutation<unknown, Error, StepUpProof | undefined>({
    mutationFn: async (typed) => {
      const proof = typed ?? (await passkeyProof(options))
      if (proof === undefined) return
      await onProof(proof)
      onClose()
    },
  })
  const action = {
    text: say(SECURITY.go),
    onClick: () => acting.mutate({ password }),
    busy: acting.isPending,
    disabled: password === '' || !isReady,
  }
  return (
    <Dialog title={title} onClose={onClose} {...(hasPassword ? { action } : {})}>
      <FormProblem error={acting.error} />
      {children}
      {hasPassword && (
        <div className="entry-field">
          <label htmlFor="prove-password">{say(SECURITY.proveBy)}</label>
          <Input.Password
            id="prove-password"
            autoComplete="current-password"
            value={password}
            maxLength={128}
            onChange={({ target }) => setPassword(target.value)}
          />
        </div>
      )}
      {hasPasskey && canUsePasskeys() && (
        <Button block disabled={!isReady || acting.isPending} onClick={() => acting.mutate(undefined)}>
          {say(hasPassword ? SECURITY.provePasskey : SECURITY.go)}
        </Button>
      )}
    </Dialog>
  )
}

async function passkeyProof(options = '/api/security/step-up/options'): Promise<StepUpProof | undefined> {
  const passkey = await answerPasskey(options)
  return passkey && { passkey }
}
