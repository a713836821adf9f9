import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import type { CloseTask, Task } from '../../src/collection/levy-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { WORDS } from '../words.js'
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
    <Modal
      open
      title={say(LEVY.closeTitle)}
      okText={say(LEVY.close)}
      cancelText={say(WORDS.cancel)}
      okButtonProps={{ disabled: isShort }}
      confirmLoading={closing.isPending}
      onOk={() => closing.mutate({ outcome: outcome.trim() })}
      onCancel={onClose}
    >
      <div className="return-form">
        <p>{say(task.says)}</p>
        <FormProblem error={closing.error} />
        <Input.TextArea
          autoFocus
          aria-label={say(LEVY.result)}
          placeholder={say(LEVY.closeShort)}
          value={outcome}
          maxLength={500}
          showCount
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={({ target }) => setOutcome(target.value)}
        />
      </div>
    </Modal>
  )
}
