import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { PaperView as Paper } from '../../src/archive/contract.js'
import type { FactPreview } from '../../src/collection/content-contract.js'
import type { FactEntryKind } from '../../src/collection/fact-entry-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { FromStandard } from '../standard/from-standard.js'
import { fieldsFor, typedAfter } from './benefit-variants.js'
import { ContentLines } from './content-view.js'
import { EntryControl } from './entry-control.js'
import type { FactField } from './entry-fields.js'
import { DraftNote, firstOf, groundIn, shownProblem, useUntouched } from './entry-form.js'
import { problemOf, type Typed } from './entry-values.js'
import { factRequestOf } from './fact-request.js'
import { useFileEntry } from './file-entry.js'
import { useIntake } from './intake-panel.js'
import { PaperField } from './paper-field.js'
import { DESK_PATHS } from './paths.js'
import { factTypedFrom } from './written.js'

const FACT = {
  ground: { zh: '依据说明（没有资料时必填）', en: 'Ground (needed where there is no paper)' },
  look: { zh: '预览', en: 'Preview' },
  lookSays: {
    zh: '金额由规则依此人的记录算得；先预览，再提交审核。',
    en: "Amounts are computed by the rules from this person's record; preview first, then file.",
  },
  file: { zh: '提交审核', en: 'File for review' },
} as const satisfies Record<string, Both>

interface Props {
  readonly kind: FactEntryKind
  readonly name: string
  readonly resubmits?: string | undefined
  /** 退回之前所录的. */
  readonly before?: unknown
}

/** 新事实的表单，旁边是算得的样子。 */
export function FactForm(props: Props) {
  return <FromStandard kind={props.kind}>{(all) => <FieldsForm {...props} all={all} />}</FromStandard>
}

function FieldsForm({ kind, name, before, resubmits, all }: Props & { readonly all: readonly FactField[] }) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<Typed>(() => (before === undefined ? firstOf(all) : factTypedFrom(all, before)))
  const fields = fieldsFor(all, typed)
  const [tried, setTried] = useState(false)
  const [ground, setGround] = useState(groundIn(before))
  const [paper, setPaper] = useState<Paper>()
  const intake = useIntake(kind, tried, { hasPaper: paper !== undefined, ground })
  const isEmpty = useUntouched({ typed, ground }) && paper === undefined && intake.isEmpty
  const draft = `fact ${kind} ${resubmits ?? ''}`
  const kept = { typed, ground, paper, taken: intake.taken }
  const { restored, forget } = useDraft(
    draft,
    kept,
    (found) => {
      setTyped(found.typed)
      setGround(found.ground)
      setPaper(found.paper)
      intake.setTaken(found.taken)
    },
    isEmpty,
  )
  const filing = useFileEntry({ path: pathOf(DESK_PATHS.facts, { kind }), name, draft, resubmits, forget })
  const looking = useMutation<FactPreview, Problem, object>({
    mutationFn: (body) => ask(pathOf(DESK_PATHS.factsPreview, { kind }), { method: 'POST', body }),
  })
  const isRight = intake.isRight && fields.every((field) => problemOf(field, typed[field.name]) === undefined)
  const send = (by: (body: object) => void) => {
    setTried(true)
    if (isRight) by(factRequestOf(fields, typed, { documentId: paper?.documentId, ground }))
  }
  const finish = (event: FormEvent) => {
    event.preventDefault()
    send((body) => filing.mutate({ body, intake: intake.step() }))
  }
  return (
    <div className="entry">
      <form className="card entry-form" onSubmit={finish} noValidate aria-label={name}>
        <DraftNote restored={restored} reopened={before !== undefined} />
        {fields.map((field) => (
          <EntryControl
            key={field.name}
            field={field}
            value={typed[field.name]}
            problem={shownProblem(field, typed[field.name], tried)}
            onChange={(value) => setTyped(typedAfter(typed, field.name, value))}
          />
        ))}
        <PaperField paper={paper} onPaper={setPaper} />
        <div className="entry-field">
          <label htmlFor="fact-ground">{say(FACT.ground)}</label>
          <Input.TextArea
            id="fact-ground"
            maxLength={500}
            rows={2}
            value={ground}
            onChange={({ target }) => setGround(target.value)}
          />
        </div>
        {intake.panel}
        <div className="entry-go">
          <FormProblem error={filing.error} />
          <Button loading={looking.isPending} onClick={() => send(looking.mutate)}>
            {say(FACT.look)}
          </Button>
          <Button type="primary" htmlType="submit" loading={filing.isPending}>
            {say(FACT.file)}
          </Button>
        </div>
      </form>
      <aside className="entry-preview" aria-live="polite">
        <FormProblem error={looking.error} />
        {looking.data ? <ContentLines lines={looking.data.lines} /> : <p className="desk-note">{say(FACT.lookSays)}</p>}
      </aside>
    </div>
  )
}
