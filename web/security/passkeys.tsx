import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { PasskeyOptions, StepUpProof } from '../../src/access/security-contract.js'
import { ask } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { canUsePasskeys, makePasskey } from '../shell/passkey.js'
import { Moment, Part, type PartProps } from './part.js'
import { ProveDialog } from './prove-dialog.js'
import { SECURITY } from './words.js'

/** 通行密钥：those there are, one more, one less. */
export function Passkeys({ view, again }: PartProps) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<string>()
  const [name, setName] = useState('')
  const { hasPassword, passkeys } = view
  const saved = () => {
    void message.success(say(SECURITY.saved))
    again()
  }
  const add = async (proof: StepUpProof) => {
    const options = await ask<PasskeyOptions>('/api/security/passkeys/options', { method: 'POST', body: { proof } })
    const made = await makePasskey(options)
    if (made === undefined) return
    await ask('/api/security/passkeys', { method: 'POST', body: { made, name: name.trim() } })
    setName('')
    saved()
  }
  const remove = async (id: string, proof: StepUpProof) => {
    await ask('/api/security/passkeys/remove', { method: 'POST', body: { id, proof } })
    saved()
  }
  const here = canUsePasskeys()
  const proving = { hasPassword, hasPasskey: passkeys.length > 0 }
  return (
    <Part title={say(SECURITY.passkeys)} says={say(here ? SECURITY.passkeysSay : SECURITY.noPasskeyHere)}>
      <ul className="security-list">
        {passkeys.map(({ id, name: called, createdAt, usedAt }) => (
          <li key={id}>
            <span>
              <strong>{called}</strong>
              <small>
                {say(SECURITY.created)} <Moment at={createdAt} /> ·{' '}
                {usedAt === undefined ? say(SECURITY.neverUsed) : say(SECURITY.used)}{' '}
                {usedAt !== undefined && <Moment at={usedAt} />}
              </small>
            </span>
            <Button onClick={() => setRemoving(id)} aria-label={`${say(SECURITY.remove)} ${called}`}>
              {say(SECURITY.remove)}
            </Button>
          </li>
        ))}
      </ul>
      {here && <Button onClick={() => setAdding(true)}>{say(SECURITY.addPasskey)}</Button>}
      {adding && (
        <ProveDialog
          {...proving}
          title={say(SECURITY.addPasskey)}
          isReady={name.trim() !== ''}
          onClose={() => setAdding(false)}
          onProof={add}
        >
          <div className="entry-field">
            <label htmlFor="passkey-name">{say(SECURITY.passkeyName)}</label>
            <Input id="passkey-name" maxLength={40} value={name} onChange={({ target }) => setName(target.value)} />
          </div>
        </ProveDialog>
      )}
      {removing !== undefined && (
        <ProveDialog
          {...proving}
          title={say(SECURITY.remove)}
          onClose={() => setRemoving(undefined)}
          onProof={(proof) => remove(removing, proof)}
        />
      )}
    </Part>
  )
}
