import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { STATES } from '../../src/collection/contract.js'
import type { StandardChange } from '../../src/collection/standard-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { STANDARD } from './words.js'

const CHANGES = '/api/desk/standard/changes'

interface Props {
  readonly mayPropose: boolean
  /** 只看已审定、待施行的。 */
  readonly onlyWaiting?: boolean
}

/** 标准的变更：what was proposed, field by field, where it stands, and for the administrator to put it into force. */
export function StandardChanges({ mayPropose, onlyWaiting = false }: Props) {
  const { say } = useLanguage()
  const answer = useAsk<{ items: StandardChange[] }>(CHANGES)
  return (
    <div className="no-print">
      <Section title={say(STANDARD.changes)}>
        {mayPropose && <Proposal />}
        <Answer of={answer} rows={2}>
          {({ items }) => {
            const shown = onlyWaiting ? items.filter(({ state }) => state === 'agreed') : items
            if (shown.length > 0) return shown.map((change) => <Change key={change.id} change={change} />)
            return <Empty title={say(onlyWaiting ? STANDARD.nothingWaits : STANDARD.none)} />
          }}
        </Answer>
      </Section>
    </div>
  )
}

function Change({ change }: { readonly change: StandardChange }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { id, revision, state, explanation, paths, differences, mayApply, enteredBy } = change
  const applying = useMutation<StandardChange, Problem>({
    mutationFn: () => ask(`${CHANGES}/${id}/apply`, { method: 'POST', body: { revision } }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(STANDARD.applied))
    },
  })
  return (
    <div className="card standard-change">
      <div>
        <Link to={`/submissions/${id}`}>{explanation}</Link> <span className="tag">{say(STATES[state])}</span>
        <small>
          {' '}
          {enteredBy} {paths.join('、')}
        </small>
      </div>
      <ul>
        {differences.slice(0, 20).map(({ at, before, after }) => (
          <li key={at}>
            {at}：{before || '—'} → {after || '—'}
          </li>
        ))}
      </ul>
      <FormProblem error={applying.error} />
      {mayApply && (
        <Button type="primary" loading={applying.isPending} onClick={() => applying.mutate()}>
          {say(STANDARD.apply)}
        </Button>
      )}
    </div>
  )
}

function Proposal() {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const files = useAsk<{ files: { path: string; text: string }[] }>(`/api/desk/standard/files`)
  const [path, setPath] = useState<string>()
  const [text, setText] = useState('')
  const [explanation, setExplanation] = useState('')
  const sending = useMutation<StandardChange, Problem>({
    mutationFn: () => ask(CHANGES, { method: 'POST', body: { path, text, explanation } }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(STANDARD.sent))
      setPath(undefined)
    },
  })
  const choose = (chosen: string) => {
    setPath(chosen)
    setText(files.data?.files.find((one) => one.path === chosen)?.text ?? '')
  }
  return (
    <div className="card standard-proposal">
      <strong>{say(STANDARD.propose)}</strong>
      <Select
        aria-label={say(STANDARD.file)}
        placeholder={say(STANDARD.file)}
        value={path ?? null}
        options={(files.data?.files ?? []).map((one) => ({ value: one.path, label: one.path }))}
        onChange={choose}
      />
      {path !== undefined && (
        <>
          <Input.TextArea
            aria-label={say(STANDARD.text)}
            rows={14}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Input
            aria-label={say(STANDARD.why)}
            placeholder={say(STANDARD.why)}
            maxLength={500}
            value={explanation}
            onChange={({ target }) => setExplanation(target.value)}
          />
          <FormProblem error={sending.error} />
          <Button
            type="primary"
            disabled={explanation.trim().length < 4}
            loading={sending.isPending}
            onClick={() => sending.mutate()}
          >
            {say(STANDARD.send)}
          </Button>
        </>
      )}
    </div>
  )
}
