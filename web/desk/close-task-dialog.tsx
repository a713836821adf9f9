import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input } from 'antd'
import { useState } from 'react'
import type { CloseTask, Task } from '../../src/collection/levy-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { LEVY } from './levy-words.js'
import { DESK_PATHS } from './paths.js'

interface Props {
  readonly task: Task
  readonly onClose: () => void
}

/** 办结一项任务。 */
export function CloseTaskDialog({ task, onClose }: Props) {
  const { say } = useLanguage()
  const [outcome, setOutcome] = useState('')
  const queries = useQueryClient()
  const { message } = App.useApp()
  const closing = useMutation<Task, Problem, CloseTask>({
    mutationFn: (body) => ask(pathOf(DESK_PATHS.closeTask, { id: task.id }), { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [DESK_PATHS.tasks] })
      void message.success(say(LEVY.closedSays))
      onClose()
    },
  })
  const isShort = outcome.trim().length < 2
  return (
    <Dialog
      title={say(LEVY.closeTitle)}
      onClose={onClose}
      action={{
        text: say(LEVY.close),
        disabled: isShort,
        busy: closing.isPending,
        onClick: () => closing.mutate({ outcome: outcome.trim() }),
      }}
    >
      <div className="return-form">
        <p>{say(task.says)}</p>
        <FormProblem error={closing.error} />
        <Input.TextArea
          aria-label={say(LEVY.result)}
          placeholder={say(LEVY.closeShort)}
          value={outcome}
          maxLength={500}
          showCount
          rows={3}
          onChange={({ target }) => setOutcome(target.value)}
        />
      </div>
    </Dialog>
  )
}
