import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import type { PaperView as Paper } from '../../src/archive/contract.js'
import type { FactPreview } from '../../src/collection/content-contract.js'
import type { SubmissionKind } from '../../src/collection/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { thisMonth } from '../shell/month-select.js'
import { ContentLines } from './content-view.js'
import { EntryControl } from './entry-control.js'
import type { EntryField } from './entry-fields.js'
import { EntryPreview } from './entry-preview.js'
import { problemOf, requestOf, type Typed } from './entry-values.js'
import { useFileEntry } from './file-entry.js'
import { useIntake } from './intake-panel.js'
import { PaperField } from './paper-field.js'
import { typedFrom } from './written.js'

interface Props {
  readonly fields: readonly EntryField[]
  readonly path: string
  readonly name: string
  /** 业务种类，whose papers are asked for. */
  readonly kind?: SubmissionKind | undefined
  /** 退回之前所录的. */
  readonly before?: unknown
  /** 须附原始资料的。 */
  readonly needsPaper?: boolean
  /** 金额由规则算得的，先看算得的样子。 */
  readonly preview?: string
  /** 退回后重录的原件。 */
  readonly resubmits?: string | undefined
}

/** 录入的表单，旁边是将要提交的样子。 */
export function EntryForm({ fields, path, name, kind, before, needsPaper = false, preview, resubmits }: Props) {
  const { say } = useLanguage()
  const first = before === undefined ? firstOf(fields) : typedFrom(fields, before)
  const [typed, setTyped] = useState<Typed>(first)
  const [tried, setTried] = useState(false)
  const [paper, setPaper] = useState<Paper>()
  const [ground, setGround] = useState(groundIn(before))
  const intake = useIntake(kind, tried, { hasPaper: paper !== undefined, ground })
  const isEmpty = useUntouched({ typed, ground }) && paper === undefined && intake.isEmpty
  const draft = `entry ${path} ${resubmits ?? ''}`
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
  const filing = useFileEntry({ path, name, draft, resubmits, forget })
  const looking = useMutation<FactPreview, Problem, object>({
    mutationFn: (body) => ask(preview ?? path, { method: 'POST', body }),
  })
  const isCarried = paper !== undefined || (!needsPaper && ground.trim().length >= SHORTEST_GROUND)
  const isRight =
    isCarried && intake.isRight && fields.every((field) => problemOf(field, typed[field.name]) === undefined)
  const request = () => ({
    ...requestOf(fields, typed),
    ...(paper && { documentId: paper.documentId }),
    ...(ground.trim() !== '' && { ground: ground.trim() }),
  })
  const send = (by: (body: object) => void) => {
    setTried(true)
    if (isRight) by(request())
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
            onChange={(value) => setTyped({ ...typed, [field.name]: value })}
          />
        ))}
        <PaperField paper={paper} isMissing={tried && needsPaper && paper === undefined} onPaper={setPaper} />
        {!needsPaper && <GroundField ground={ground} isMissing={tried && !isCarried} onGround={setGround} />}
        {intake.panel}
        <div className="entry-go">
          <FormProblem error={filing.error ?? looking.error} />
          {preview !== undefined && (
            <Button loading={looking.isPending} onClick={() => send(looking.mutate)}>
              {say({ zh: '预览', en: 'Preview' })}
            </Button>
          )}
          <Button type="primary" htmlType="submit" loading={filing.isPending}>
            {say({ zh: '提交审核', en: 'File for review' })}
          </Button>
        </div>
      </form>
      <div className="entry-beside">
        <EntryPreview name={name} fields={fields} typed={typed} isRight={isRight} />
        {looking.data && <ContentLines lines={looking.data.lines} />}
      </div>
    </div>
  )
}

const SHORTEST_GROUND = 4

/** 没有原始资料的，写明依据：one of the two stands behind every voucher. */
function GroundField(props: {
  readonly ground: string
  readonly isMissing: boolean
  readonly onGround: (ground: string) => void
}) {
  const { ground, isMissing, onGround } = props
  const { say } = useLanguage()
  return (
    <div className="entry-field">
      <label htmlFor="entry-ground">
        {say({ zh: '没有原始资料的，写明依据', en: 'Without a source paper, say on what ground' })}
      </label>
      <Input.TextArea
        id="entry-ground"
        maxLength={500}
        rows={2}
        value={ground}
        status={isMissing ? 'error' : ''}
        onChange={({ target }) => onGround(target.value)}
      />
      {isMissing && (
        <small role="alert">
          {say({
            zh: '请附原始资料，或写明依据（至少四个字）。',
            en: 'Attach a source paper, or state the ground in at least 4 characters.',
          })}
        </small>
      )}
    </div>
  )
}

/** Whether anything was typed since the form was opened. */
export function useUntouched(value: object): boolean {
  const text = JSON.stringify(value)
  const opened = useRef(text)
  return text === opened.current
}

export function groundIn(before: unknown): string {
  const { ground } = (before ?? {}) as { ground?: unknown }
  return typeof ground === 'string' ? ground : ''
}

/** 草稿或原件已打开。 */
export function DraftNote({ restored, reopened }: { readonly restored: boolean; readonly reopened: boolean }) {
  const { say } = useLanguage()
  if (!restored && !reopened) return null
  return (
    <p className="desk-note" role="status">
      {restored
        ? say({ zh: '已打开您上次未提交的草稿。', en: 'Your unsent draft was opened.' })
        : say({ zh: '已按退回前所录的内容打开，请改正。', en: 'Opened with what was sent before; correct it.' })}
    </p>
  )
}

/** An empty field is only called missing once somebody tried to file. */
export function shownProblem(field: EntryField, value: Typed[string], tried: boolean) {
  const isEmpty = value === undefined || value.length === 0
  return isEmpty && !tried ? undefined : problemOf(field, value)
}

export function firstOf(fields: readonly EntryField[]): Typed {
  return Object.fromEntries(
    fields.map(({ name, kind, first, required }) => [
      name,
      first ?? (kind === 'month' && required ? thisMonth() : undefined),
    ]),
  )
}
