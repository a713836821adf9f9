import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input } from 'antd'
import { useState } from 'react'
import { SEAL_PATHS, type SealView } from '../../src/access/seal-contract.js'
import { dayText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { SEAL } from './words.js'

export type SealAct = 'approve' | 'refuse' | 'end'

interface Props {
  readonly seal: SealView
  readonly act: SealAct
  readonly onClose: () => void
}

/** 批准、不予批准或提前解除。 */
export function DecideSeal({ seal, act, onClose }: Props) {
  const { say, language } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const deciding = useMutation<SealView, Problem>({
    mutationFn: () => {
      const path = pathOf(act === 'end' ? SEAL_PATHS.end : SEAL_PATHS.one, { proposalId: seal.proposalId })
      const given = reason.trim() === '' ? {} : { reason: reason.trim() }
      return ask(path, { method: 'POST', body: act === 'end' ? given : { decision: act, ...given } })
    },
    onSuccess: () => {
      void message.success(say(SEAL.done))
      void queries.invalidateQueries()
      onClose()
    },
  })
  const asks = act === 'approve' ? SEAL.approveAsk : act === 'end' ? SEAL.endAsk : undefined
  return (
    <Dialog
      title={`${say(SEAL[act])} · ${seal.matter}`}
      onClose={onClose}
      action={{
        text: say(SEAL[act]),
        busy: deciding.isPending,
        disabled: act !== 'approve' && reason.trim().length < 2,
        onClick: () => deciding.mutate(),
      }}
    >
      <FormProblem error={deciding.error} />
      {asks && <p>{say(asks, { until: dayText(seal.untilDay, language) })}</p>}
      {act !== 'approve' && (
        <Input.TextArea
          aria-label={say(SEAL.reason)}
          placeholder={say(SEAL.reason)}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
    </Dialog>
  )
}
