import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { LevyPreview } from '../../src/collection/levy-contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useUpload } from '../shell/upload.js'
import { DropFile } from '../submission/drop-file.js'
import { Notices } from '../submission/notices.js'
import { LevyDifferences } from './levy-differences.js'
import { LevyEquation } from './levy-equation.js'
import { LevyLateFees } from './levy-late-fees.js'
import { LevySubmit } from './levy-submit.js'
import { LEVY } from './levy-words.js'
import { DESK_PATHS } from './paths.js'
import { DESK } from './words.js'

/** 征收结果：the file in, where every fen of it goes, then to review. */
export function LevyPage() {
  const { say } = useLanguage()
  const [preview, setPreview] = useState<LevyPreview>()
  const upload = useUpload<LevyPreview>(setPreview)
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: DESK_PATHS.levyResults, form })
  }
  return (
    <Page
      title={say(LEVY.title)}
      lead={say(LEVY.lead)}
      actions={preview && <Button onClick={() => setPreview(undefined)}>{say(LEVY.another)}</Button>}
    >
      <div className="page-body">
        <FormProblem error={upload.error} />
        {preview ? (
          <Preview preview={preview} />
        ) : (
          <DropFile label={say(LEVY.file)} progress={upload.progress} onFile={send} />
        )}
      </div>
    </Page>
  )
}

function Preview({ preview }: { readonly preview: LevyPreview }) {
  const { say } = useLanguage()
  const { submission, again, batch, controlRows, notices, differences } = preview
  return (
    <>
      <p className="desk-note">
        {submission.fileName} · {say(LEVY.batch, { batch, rows: controlRows })}
      </p>
      {again && (
        <p className="levy-again" role="status">
          {say(LEVY.again)} <Link to={`/submissions/${submission.id}`}>{say(DESK.keyOpen)}</Link>
        </p>
      )}
      <LevyEquation preview={preview} />
      <LevySubmit submission={submission} />
      <LevyLateFees id={submission.id} />
      <Notices notices={notices} />
      {differences.length > 0 && (
        <Section title={say(LEVY.differences)}>
          <LevyDifferences differences={differences} />
        </Section>
      )}
    </>
  )
}
