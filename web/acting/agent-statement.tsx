import { useMutation } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import { askFile, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { saveFile } from '../shell/save-file.js'
import { VISIT } from './visit-words.js'

interface Props {
  readonly personId: string
  readonly purpose: string
}

/** 为到场的代理人出具权益记录单。 */
export function AgentStatement({ personId, purpose }: Props) {
  const { say } = useLanguage()
  const [year, setYear] = useState<number | null>(null)
  const issue = useMutation<void, Problem>({
    mutationFn: async () => {
      const path = pathOf('/api/persons/:personId/statements', { personId })
      const { blob, name } = await askFile(path, { method: 'POST', body: { year, purpose } })
      saveFile(blob, name)
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (year !== null) issue.mutate()
  }
  return (
    <form className="agent-statement" onSubmit={send}>
      <label>
        {say(VISIT.year)} <InputNumber min={1992} max={2999} precision={0} value={year} onChange={setYear} />
      </label>
      <Button size="small" htmlType="submit" loading={issue.isPending} disabled={year === null}>
        {say(VISIT.print)}
      </Button>
      <small>{say(VISIT.printSays)}</small>
      <FormProblem error={issue.error} />
    </form>
  )
}
