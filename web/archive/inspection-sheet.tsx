import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { ARCHIVE_PATHS } from '../../src/archive/catalogue-contract.js'
import { FIELD_VERDICTS, type FieldVerdict, type InspectionItem } from '../../src/archive/inspection-contract.js'
import { pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { PaperShown } from './paper-shown.js'
import { useSend } from './use-send.js'
import { ARCHIVE } from './words.js'

interface Props {
  readonly id: string
  readonly item: number
  readonly onDone: () => void
}

/** 一项的对照：the scan beside the data, field by field. */
export function InspectionSheet({ id, item, onDone }: Props) {
  const { say } = useLanguage()
  const seen = useAsk<InspectionItem>(pathOf(ARCHIVE_PATHS.inspectionItem, { id, item }))
  return (
    <Answer of={seen} rows={6}>
      {(found) => (
        <div className="content-beside">
          <Fields found={found} id={id} onDone={onDone} />
          <aside className="card content-papers" aria-label={say(ARCHIVE.papers)}>
            <h3>{say(ARCHIVE.papers)}</h3>
            {found.papers.length === 0 && <p>—</p>}
            {found.papers.map(({ documentId, digest }) => (
              <div key={documentId}>
                <code>{digest.slice(0, 12)}</code>{' '}
                <PaperShown
                  path={pathOf(ARCHIVE_PATHS.inspectionPaper, { id, item, documentId })}
                  label={ARCHIVE.open}
                  name={digest.slice(0, 12)}
                />
              </div>
            ))}
          </aside>
        </div>
      )}
    </Answer>
  )
}

interface FieldsProps {
  readonly found: InspectionItem
  readonly id: string
  readonly onDone: () => void
}

function Fields({ found, id, onDone }: FieldsProps) {
  const { say } = useLanguage()
  const { item, fields, papers, reviewers, readings, mayRead } = found
  const [verdicts, setVerdicts] = useState<Readonly<Record<string, FieldVerdict>>>({})
  const [hasOriginal, setOriginal] = useState(papers.length > 0)
  const [hasReview, setReview] = useState(reviewers.length > 0)
  const [note, setNote] = useState('')
  const sending = useSend(onDone)
  const isFull = fields.every(({ name }) => verdicts[name] !== undefined)
  const told = fields.map(({ name }) => ({ name, verdict: verdicts[name]! }))
  const send = () =>
    sending.mutate({
      path: pathOf(ARCHIVE_PATHS.inspectionItem, { id, item }),
      body: { hasOriginal, hasReview, note, fields: told },
    })
  return (
    <div className="card">
      <table className="content-fields">
        <thead>
          <tr>
            <th scope="col">{say(ARCHIVE.field)}</th>
            <th scope="col">{say(ARCHIVE.inRecord)}</th>
            <th scope="col">{say(ARCHIVE.verdict)}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, label, value }) => (
            <tr key={name}>
              <th scope="row">{say(label)}</th>
              <td>{say(value)}</td>
              <td>
                {readings.map(({ reader, fields: read }) => {
                  const was = read.find((field) => field.name === name)?.verdict
                  return <small key={reader}>{was && say(FIELD_VERDICTS[was])} </small>
                })}
                {mayRead && (
                  <select
                    aria-label={`${say(ARCHIVE.verdict)} ${say(label)}`}
                    value={verdicts[name] ?? ''}
                    onChange={({ target }) => setVerdicts({ ...verdicts, [name]: target.value as FieldVerdict })}
                  >
                    <option value="" disabled>
                      —
                    </option>
                    {Object.entries(FIELD_VERDICTS).map(([key, text]) => (
                      <option key={key} value={key}>
                        {say(text)}
                      </option>
                    ))}
                  </select>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayRead && (
        <div className="no-print">
          <Checkbox checked={hasOriginal} onChange={({ target }) => setOriginal(target.checked)}>
            {say(ARCHIVE.hasOriginal)}
          </Checkbox>
          <Checkbox checked={hasReview} onChange={({ target }) => setReview(target.checked)}>
            {say(ARCHIVE.hasReview)}
          </Checkbox>
          <Input
            aria-label={say(ARCHIVE.remark)}
            placeholder={say(ARCHIVE.remark)}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
          <FormProblem error={sending.error} />
          <Button type="primary" disabled={!isFull} loading={sending.isPending} onClick={send}>
            {say(ARCHIVE.record)}
          </Button>
        </div>
      )}
    </div>
  )
}
