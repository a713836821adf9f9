import { Checkbox } from 'antd'
import { useState } from 'react'
import type { PaperView as Paper } from '../../src/archive/contract.js'
import { EXPERT_CONCLUSIONS, EXPERT_MATTERS, type ExpertList } from '../../src/collection/expert-contract.js'
import { type EntryField, FULL_NAME, IDENTITY } from '../desk/entry-fields.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useUpload } from '../shell/upload.js'
import { BENEFIT_PATHS } from './paths.js'
import { SmallForm } from './small-form.js'
import { BENEFIT } from './words.js'

const FIELDS: readonly EntryField[] = [
  IDENTITY,
  FULL_NAME,
  { name: 'matter', label: BENEFIT.matter, kind: 'choice', required: true, choices: EXPERT_MATTERS },
  { name: 'conclusion', label: BENEFIT.conclusion, kind: 'choice', required: true, choices: EXPERT_CONCLUSIONS },
  { name: 'day', label: BENEFIT.day, kind: 'day', required: true },
  { name: 'document', label: BENEFIT.document, kind: 'text', required: true, most: 100 },
]

/** 登记签署的意见：the paper, the conclusion, and who signed. */
export function OpinionForm({ experts }: { readonly experts: ExpertList['items'] }) {
  const { say } = useLanguage()
  const [paper, setPaper] = useState<Paper>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const upload = useUpload<Paper>(setPaper)
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: BENEFIT_PATHS.expertPapers, form })
  }
  const bodyOf = (typed: object) =>
    paper === undefined || chosen.length === 0
      ? undefined
      : { ...typed, documentId: paper.documentId, experts: [...chosen] }
  const present = experts.filter(({ leftAt }) => leftAt === undefined)
  return (
    <SmallForm
      fields={FIELDS}
      path={BENEFIT_PATHS.opinions}
      act={BENEFIT.sign}
      bodyOf={bodyOf}
      onDone={() => {
        setPaper(undefined)
        setChosen([])
      }}
    >
      <div className="entry-field">
        <label htmlFor="opinion-paper">{say(BENEFIT.signedPaper)}</label>
        {paper ? (
          <p role="status" className="entry-kept">
            {say(BENEFIT.paperKept)}
          </p>
        ) : (
          <input
            id="opinion-paper"
            type="file"
            accept=".pdf,.png,.jpg,.jpeg"
            onChange={({ target }) => target.files?.[0] && send(target.files[0])}
          />
        )}
        <FormProblem error={upload.error} />
      </div>
      <div className="entry-field">
        <span>{say(BENEFIT.experts)}</span>
        <Checkbox.Group
          options={present.map(({ id, fullName }) => ({ value: id, label: fullName }))}
          value={[...chosen]}
          onChange={(values) => setChosen(values as string[])}
        />
      </div>
    </SmallForm>
  )
}
