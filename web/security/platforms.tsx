import { Button } from 'antd'
import { useState } from 'react'
import type { StepUpProof } from '../../src/access/security-contract.js'
import { ask } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Part, type PartProps } from './part.js'
import { ProveDialog } from './prove-dialog.js'
import { SECURITY } from './words.js'

/** 身份平台：there only where one is configured. */
export function Platforms({ view, again }: PartProps) {
  const { say } = useLanguage()
  const [chosen, setChosen] = useState<(typeof view.platforms)[number]>()
  const act = async (proof: StepUpProof) => {
    const { id: provider = '', isLinked = false } = chosen ?? {}
    const body = { provider, proof }
    if (isLinked) await ask('/api/security/platforms/unlink', { method: 'POST', body })
    else location.assign((await ask<{ url: string }>('/api/security/platforms/link', { method: 'POST', body })).url)
    again()
  }
  return (
    <Part title={say(SECURITY.platforms)}>
      <ul className="security-list">
        {view.platforms.map((one) => (
          <li key={one.id}>
            <span>
              <strong>{say(one)}</strong>
              <small>{say(one.isLinked ? SECURITY.linked : SECURITY.notLinked)}</small>
            </span>
            <Button onClick={() => setChosen(one)}>{say(one.isLinked ? SECURITY.unlink : SECURITY.link)}</Button>
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <ProveDialog
          title={say(chosen)}
          hasPassword={view.hasPassword}
          hasPasskey={view.passkeys.length > 0}
          onClose={() => setChosen(undefined)}
          onProof={act}
        />
      )}
    </Part>
  )
}
