import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { StepUpProof } from '../../src/access/security-contract.js'
import { ask } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Moment, Part, type PartProps } from './part.js'
import { ProveDialog } from './prove-dialog.js'
import { SECURITY } from './words.js'

/** 登录密码。 */
export function PasswordSection({ view, again }: PartProps) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [password, setPassword] = useState('')
  const save = async (proof: StepUpProof) => {
    await ask('/api/security/password', { method: 'POST', body: { password, proof } })
    setPassword('')
    void message.success(say(SECURITY.saved))
    again()
  }
  return (
    <Part title={say(SECURITY.password)} says={say(view.hasPassword ? SECURITY.passwordSays : SECURITY.noPassword)}>
      <Button onClick={() => setOpen(true)}>{say(SECURITY.changePassword)}</Button>
      {open && (
        <ProveDialog
          title={say(SECURITY.changePassword)}
          hasPassword={view.hasPassword}
          hasPasskey={view.passkeys.length > 0}
          isReady={password !== ''}
          onClose={() => setOpen(false)}
          onProof={save}
        >
          <div className="entry-field">
            <label htmlFor="new-password">{say(SECURITY.newPassword)}</label>
            <Input.Password
              id="new-password"
              autoComplete="new-password"
              maxLength={128}
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          </div>
        </ProveDialog>
      )}
    </Part>
  )
}

/** 查询密码。Typed, sent, and never shown again. */
export function QuerySection({ view, again }: PartProps) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [doing, setDoing] = useState<'set' | 'remove'>()
  const [digits, setDigits] = useState('')
  const isSet = view.queryPasswordSetAt !== undefined
  const save = async (proof: StepUpProof) => {
    const path = doing === 'remove' ? '/api/security/query-password/remove' : '/api/security/query-password'
    await ask(path, { method: 'POST', body: doing === 'remove' ? { proof } : { digits, proof } })
    setDigits('')
    void message.success(say(SECURITY.saved))
    again()
  }
  const title = say(doing === 'remove' ? SECURITY.removeQuery : isSet ? SECURITY.changeQuery : SECURITY.setQuery)
  return (
    <Part title={say(SECURITY.query)} says={say(SECURITY.querySays)}>
      <p className="security-state">
        {isSet ? (
          <>
            {say(SECURITY.querySet)} <Moment at={view.queryPasswordSetAt ?? 0} />
          </>
        ) : (
          say(SECURITY.queryNone)
        )}
      </p>
      <div className="security-buttons">
        <Button onClick={() => setDoing('set')}>{say(isSet ? SECURITY.changeQuery : SECURITY.setQuery)}</Button>
        {isSet && <Button onClick={() => setDoing('remove')}>{say(SECURITY.removeQuery)}</Button>}
      </div>
      {doing !== undefined && (
        <ProveDialog
          title={title}
          hasPassword={view.hasPassword}
          hasPasskey={view.passkeys.length > 0}
          isReady={doing === 'remove' || /^\d{6}$/.test(digits)}
          onClose={() => setDoing(undefined)}
          onProof={save}
        >
          {doing === 'set' && (
            <div className="entry-field">
              <label htmlFor="query-digits">{say(SECURITY.sixDigits)}</label>
              <Input.Password
                id="query-digits"
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                value={digits}
                onChange={({ target }) => setDigits(target.value)}
              />
            </div>
          )}
        </ProveDialog>
      )}
    </Part>
  )
}
