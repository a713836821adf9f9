import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { PaperView } from '../../src/archive/contract.js'
import type { ImportJob } from '../../src/collection/import-contract.js'
import {
  BATCH_FILE_PATH,
  BATCH_KINDS,
  type BatchKind,
  CORRECTION_REASONS,
  type CorrectionReason,
} from '../../src/collection/maintenance-contract.js'
import { PaperField } from '../desk/paper-field.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { csvFile, saveFile } from '../shell/save-file.js'
import { useUpload } from '../shell/upload.js'
import { DropFile } from '../submission/drop-file.js'
import { MAINTAIN } from './words.js'

/** 清单文件：what is changed and why, then the sheet; its reading has a page of its own. */
export function BatchFile() {
  const { say } = useLanguage()
  const navigate = useNavigate()
  const [kind, setKind] = useState<BatchKind>('contact')
  const [reason, setReason] = useState<CorrectionReason>('policyChange')
  const [explanation, setExplanation] = useState('')
  const [paper, setPaper] = useState<PaperView>()
  const upload = useUpload<ImportJob>(({ id }) => navigate(`/imports/${id}`))
  const { columns } = BATCH_KINDS[kind]
  const isReady = paper !== undefined && explanation.trim().length >= 4
  const send = (file: File) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ kind, reason, explanation: explanation.trim() })) form.set(name, value)
    form.set('documentId', paper?.documentId ?? '')
    form.set('file', file)
    upload.send({ path: BATCH_FILE_PATH, form })
  }
  const template = () => {
    saveFile(csvFile([columns.map(({ names }) => names[0]!)]), `${say(BATCH_KINDS[kind])}.csv`)
  }
  return (
    <section className="card maintain-grounds">
      <label>
        <span>{say(MAINTAIN.batchKind)}</span>
        <Select
          aria-label={say(MAINTAIN.batchKind)}
          value={kind}
          options={Object.entries(BATCH_KINDS).map(([value, words]) => ({ value, label: say(words) }))}
          onChange={setKind}
        />
      </label>
      <div className="maintain-wide">
        <p>{say(MAINTAIN.fileSays)}</p>
        <ul>
          {columns.map(({ field, names, required }) => (
            <li key={field}>
              {names[0]} · {say(required ? MAINTAIN.wanted : MAINTAIN.optional)}
            </li>
          ))}
        </ul>
        <Button onClick={template}>{say(MAINTAIN.template)}</Button>
      </div>
      <label>
        <span>{say(MAINTAIN.reason)}</span>
        <Select
          aria-label={say(MAINTAIN.reason)}
          value={reason}
          options={Object.entries(CORRECTION_REASONS).map(([value, both]) => ({ value, label: say(both) }))}
          onChange={(value) => setReason(value as CorrectionReason)}
        />
      </label>
      <label className="maintain-wide">
        <span>{say(MAINTAIN.explanation)}</span>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={explanation}
          onChange={({ target }) => setExplanation(target.value)}
        />
      </label>
      <PaperField paper={paper} onPaper={setPaper} />
      <FormProblem error={upload.error} />
      {isReady ? (
        <DropFile label={say(MAINTAIN.byFile)} progress={upload.progress} onFile={send} />
      ) : (
        <p className="section-lead">{say(MAINTAIN.groundsFirst)}</p>
      )}
    </section>
  )
}
