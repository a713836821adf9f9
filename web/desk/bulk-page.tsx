import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { RegistrationPreview } from '../../src/collection/entry-contract.js'
import type { FilingPreview } from '../../src/collection/filing-contract.js'
import { ImportsPage } from '../imports/imports-page.js'
import { IMPORT } from '../imports/words.js'
import { OneEmployer } from '../intake/one-employer.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { useSession } from '../shell/session.js'
import { useUpload } from '../shell/upload.js'
import { DropFile } from '../submission/drop-file.js'
import { FormKeyHelp } from './desk-keys.js'

/** 成批受理：one file for many employers, or for many persons; and how far the large ones have come. */
export function BulkPage() {
  const { can } = useSession()
  return (
    <ImportsPage base="">
      <FormKeyHelp />
      <div className="import-forms no-print">
        {can('filing.submit') && <OneEmployer />}
        {can('entry.submit') && <ManyEmployers />}
        {can('registration.submit') && <ManyPersons />}
      </div>
    </ImportsPage>
  )
}

function ManyEmployers() {
  const { say } = useLanguage()
  const [month, setMonth] = useState<string>(thisMonth())
  const navigate = useNavigate()
  const upload = useUpload<FilingPreview>(({ submission }) => navigate(`/submissions/${submission.id}`))
  const send = (file: File) => {
    const form = new FormData()
    form.set('settlementMonth', month)
    form.set('file', file)
    upload.send({ path: '/api/desk/filings/many', form })
  }
  return (
    <section className="card" aria-label={say(IMPORT.many)}>
      <h2>{say(IMPORT.many)}</h2>
      <p>{say(IMPORT.manySays)}</p>
      <MonthSelect label={say(IMPORT.month)} value={month} onChange={setMonth} />
      <FormProblem error={upload.error} />
      <DropFile label={say(IMPORT.many)} progress={upload.progress} onFile={send} />
    </section>
  )
}

function ManyPersons() {
  const { say } = useLanguage()
  const navigate = useNavigate()
  const upload = useUpload<RegistrationPreview>(({ submission }) => navigate(`/submissions/${submission.id}`))
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: '/api/desk/persons/file', form })
  }
  return (
    <section className="card" aria-label={say(IMPORT.persons)}>
      <h2>{say(IMPORT.persons)}</h2>
      <p>{say(IMPORT.personsSays)}</p>
      <FormProblem error={upload.error} />
      <DropFile label={say(IMPORT.persons)} progress={upload.progress} onFile={send} />
    </section>
  )
}
