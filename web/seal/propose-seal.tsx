import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { SEAL_PATHS, type SealBody, type SealView } from '../../src/access/seal-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { SEAL } from './words.js'

/** 为一案申请封存。 */
export function ProposeSeal({ caseId, matter }: { readonly caseId: string; readonly matter: string }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [basis, setBasis] = useState('')
  const [untilDay, setUntil] = useState('')
  const proposing = useMutation<SealView, Problem, SealBody>({
    mutationFn: (body) => ask(SEAL_PATHS.all, { method: 'POST', body }),
    onSuccess: () => {
      void message.success(say(SEAL.proposed))
      void queries.invalidateQueries()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    proposing.mutate({ caseId, matter, basis: basis.trim(), untilDay })
  }
  return (
    <Section title={`${say(SEAL.propose)} · ${matter}`}>
      <FormProblem error={proposing.error} />
      <form className="toolbar" onSubmit={send}>
        <label>
          {say(SEAL.basis)}
          <Input
            required
            minLength={4}
            maxLength={500}
            placeholder={say(SEAL.basisHint)}
            value={basis}
            onChange={({ target }) => setBasis(target.value)}
          />
        </label>
        <label>
          {say(SEAL.until)}
          <Input required type="date" value={untilDay} onChange={({ target }) => setUntil(target.value)} />
        </label>
        <Button type="primary" htmlType="submit" loading={proposing.isPending} disabled={proposing.isSuccess}>
          {say(SEAL.propose)}
        </Button>
      </form>
    </Section>
  )
}
