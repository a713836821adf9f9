import { useState } from 'react'
import type { PaperView as Paper } from '../../src/archive/contract.js'
import type { ExpertList } from '../../src/collection/expert-contract.js'
import type { EntryField } from '../desk/entry-fields.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Ticks } from '../shell/ticks.js'
import { useUpload } from '../shell/upload.js'
import { FromStandard } from '../standard/from-standard.js'
import { BENEFIT_PATHS } from './paths.js'
import { SmallForm } from './small-form.js'
import { BENEFIT } from './words.js'

interface Props {
  readonly experts: ExpertList['items']
}

/** 登记签署的意见：the paper, the conclusion, and who signed. */
export function OpinionForm({ experts }: Props) {
  return <FromStandard kind="expertOpinion">{(fields) => <Opinion experts={experts} fields={fields} />}</FromStandard>
}

function Opinion({ experts, fields }: Props & { readonly fields: readonly EntryField[] }) {
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
      fields={fields}
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
        <Ticks
          label={say(BENEFIT.experts)}
          options={present.map(({ id, fullName }) => ({ value: id, label: fullName }))}
          value={chosen}
          onChange={setChosen}
        />
      </div>
    </SmallForm>
  )
}
