import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { FilingPreview } from '../../src/collection/filing-contract.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect } from '../shell/month-select.js'
import { Page } from '../shell/page.js'
import { csvFile, saveFile } from '../shell/save-file.js'
import { Loading } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { DropFile } from '../submission/drop-file.js'
import { FilingKeyHelp } from './employer-keys.js'
import { FromBases } from './from-bases.js'
import { useMonthToFile } from './month-to-file.js'
import { Preview } from './preview.js'
import { EMPLOYER, EMPLOYER_PATHS } from './words.js'

const DRAFT = 'filing-preview'

/** 本月申报：month, template, file; then what would be filed. */
export function FileMonthPage() {
  const { say } = useLanguage()
  const toFile = useMonthToFile()
  const [chosen, setMonth] = useState<string>()
  const month = chosen ?? toFile
  const [preview, setPreview] = useState<FilingPreview>()
  // Another file was asked for: then no preview is to stand again after a reload.
  const [isAnother, setAnother] = useState(false)
  const isEmpty = preview === undefined && !isAnother
  const { forget } = useDraft(DRAFT, { preview }, (kept) => setPreview(kept.preview), isEmpty)
  const queries = useQueryClient()
  const another = () => {
    setAnother(true)
    setPreview(undefined)
  }
  const upload = useUpload<FilingPreview>((answer) => {
    setPreview(answer)
    void queries.invalidateQueries({ queryKey: [EMPLOYER_PATHS.filings] })
  })
  if (month === undefined) return <Loading />
  if (preview) return <Preview preview={preview} draft={DRAFT} forget={forget} onAnother={another} />
  const send = (file: File) => {
    const form = new FormData()
    form.set('settlementMonth', month)
    form.set('file', file)
    upload.send({ path: EMPLOYER_PATHS.filings, form })
  }
  return (
    <Page title={say(EMPLOYER.fileMonth)} lead={say(EMPLOYER.fileLead)} actions={<FilingKeyHelp />}>
      <FromBases key={month} month={month} onPreview={setPreview} />
      <ol className="filing-steps">
        <li className="card">
          <h2>{say(EMPLOYER.stepMonth)}</h2>
          <MonthSelect label={say(EMPLOYER.month)} value={month} onChange={setMonth} />
        </li>
        <li className="card">
          <h2>{say(EMPLOYER.stepTemplate)}</h2>
          <p className="filing-hint">{say(EMPLOYER.templateHint)}</p>
          <Button onClick={() => saveFile(TEMPLATE, `月度缴费申报-${month}.csv`)}>{say(EMPLOYER.template)}</Button>
        </li>
        <li className="card">
          <h2>{say(EMPLOYER.stepFile)}</h2>
          <FormProblem error={upload.error} />
          <DropFile label={say(EMPLOYER.stepFile)} progress={upload.progress} onFile={send} />
        </li>
      </ol>
    </Page>
  )
}

/** The columns a filing needs, headed as people call them; a file headed by the ministry's codes is read as well. */
const TEMPLATE = csvFile([['社会保障号码', '姓名', '申报工资', '对应费款所属期']])
