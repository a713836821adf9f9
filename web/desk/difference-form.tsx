import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DifferenceAnswer } from '../../src/collection/difference-contract.js'
import { amountText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { EntryControl } from './entry-control.js'
import { DIFFERENCE_FIELDS } from './entry-fields.js'
import { firstOf, shownProblem, useUntouched } from './entry-form.js'
import { problemOf, requestOf, type Typed } from './entry-values.js'
import { DESK_PATHS } from './paths.js'

const WORDS = {
  lead: {
    zh: '基数或费率的通知来迟，已申报的月份依现行参数再算一遍；差额由规则算得，先预览，再提交审批。',
    en: 'After a late notice the months already charged are computed again; the rules give the differences. Preview, then file.',
  },
  look: { zh: '预览', en: 'Preview' },
  file: { zh: '提交审批', en: 'File for approval' },
  nothing: { zh: '没有差额，未提交。', en: 'Nothing differs; nothing was filed.' },
  filed: { zh: '已提交，查看', en: 'Filed; open it' },
  rows: { zh: '核对的应缴', en: 'Dues compared' },
  differing: { zh: '有差额', en: 'Differing' },
  unchanged: { zh: '未变', en: 'Unchanged' },
  refused: { zh: '无从计算', en: 'Not computed' },
  charged: { zh: '补收', en: 'To charge' },
  refunded: { zh: '退收', en: 'To refund' },
} as const satisfies Record<string, Both>

/** 成批补差的表单，旁边是算得的合计。 */
export function DifferenceForm({ name }: { readonly name: string }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Typed>(() => firstOf(DIFFERENCE_FIELDS))
  const { forget } = useDraft('differences', { typed }, (found) => setTyped(found.typed), useUntouched({ typed }))
  const [tried, setTried] = useState(false)
  const asking = useMutation<DifferenceAnswer, Problem, object>({
    mutationFn: (body) => ask(DESK_PATHS.differences, { method: 'POST', body }),
    onSuccess: ({ submission }) => {
      if (submission !== undefined) void forget()
      void queries.invalidateQueries()
    },
  })
  const isRight = DIFFERENCE_FIELDS.every((field) => problemOf(field, typed[field.name]) === undefined)
  const send = (preview: boolean) => {
    setTried(true)
    const { insurances, ...rest } = requestOf(DIFFERENCE_FIELDS, typed)
    const chosen = Array.isArray(insurances) && insurances.length > 0 ? { insurances } : {}
    if (isRight) asking.mutate({ ...rest, ...chosen, preview })
  }
  return (
    <div className="entry">
      <form className="card entry-form" onSubmit={(event) => event.preventDefault()} noValidate aria-label={name}>
        {DIFFERENCE_FIELDS.map((field) => (
          <EntryControl
            key={field.name}
            field={field}
            value={typed[field.name]}
            problem={shownProblem(field, typed[field.name], tried)}
            onChange={(value) => setTyped({ ...typed, [field.name]: value })}
          />
        ))}
        <div className="entry-go">
          <FormProblem error={asking.error} />
          <Button loading={asking.isPending} onClick={() => send(true)}>
            {say(WORDS.look)}
          </Button>
          <Button
            type="primary"
            disabled={(asking.data?.lines ?? 0) === 0 || asking.data?.submission !== undefined}
            loading={asking.isPending}
            onClick={() => send(false)}
          >
            {say(WORDS.file)}
          </Button>
        </div>
      </form>
      <aside className="card entry-preview" aria-live="polite">
        {asking.data ? <Outcome answer={asking.data} /> : <p className="desk-note">{say(WORDS.lead)}</p>}
      </aside>
    </div>
  )
}

const COUNTS = ['rows', 'differing', 'unchanged', 'refused'] as const
const SUMS = ['charged', 'refunded'] as const

function Outcome({ answer }: { readonly answer: DifferenceAnswer }) {
  const { say } = useLanguage()
  const { submission, lines, refusedRows } = answer
  return (
    <>
      <dl>
        {COUNTS.map((count) => (
          <div key={count}>
            <dt>{say(WORDS[count])}</dt>
            <dd className="number">{answer[count]}</dd>
          </div>
        ))}
        {SUMS.map((sum) => (
          <div key={sum}>
            <dt>{say(WORDS[sum])}</dt>
            <dd className="number">{amountText(answer[sum].employer + answer[sum].person)}</dd>
          </div>
        ))}
      </dl>
      {lines === 0 && <p className="desk-note">{say(WORDS.nothing)}</p>}
      {submission && <Link to={`/submissions/${submission.id}`}>{say(WORDS.filed)}</Link>}
      {refusedRows.map(({ row, column, sentence }) => (
        <p key={row} className="desk-note">
          {column}：{say(sentence)}
        </p>
      ))}
    </>
  )
}
