import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { Link, useParams } from 'react-router'
import { SUBMISSION_KINDS, type SubmissionDetail } from '../../src/collection/contract.js'
import type { FilingPreview } from '../../src/collection/filing-contract.js'
import { monthText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { DropFile } from '../submission/drop-file.js'
import { Notices } from '../submission/notices.js'
import { PostedLines } from '../submission/posted-lines.js'
import { PostingProgress } from '../submission/posting-progress.js'
import { RefusedRows } from '../submission/refused-rows.js'
import { StateTag } from '../submission/state-tag.js'
import { Timeline } from '../submission/timeline.js'
import { Totals } from '../submission/totals.js'
import { SUBMISSION } from '../submission/words.js'
import { FilingKeyHelp } from './employer-keys.js'
import { Outcome } from './outcome.js'
import { SubmitBar } from './submit-bar.js'
import { WithdrawBar } from './withdraw-bar.js'
import { EMPLOYER, EMPLOYER_PATHS } from './words.js'

/** 一次报送：where it stands, and all of its content. */
export function FilingPage() {
  const { id = '' } = useParams()
  const detail = useAsk<SubmissionDetail>(pathOf(EMPLOYER_PATHS.submission, { id }))
  return <Answer of={detail}>{(found) => <Filing key={id} detail={found} />}</Answer>
}

function Filing({ detail }: { readonly detail: SubmissionDetail }) {
  const { say, language } = useLanguage()
  const { settlementMonth, kind, fileName, state, abilities, notices, insurances, refusedRows, refused } = detail
  const title = settlementMonth
    ? say(EMPLOYER.filing, { month: monthText(settlementMonth, language) })
    : say(SUBMISSION_KINDS[kind])
  return (
    <Page
      title={title}
      lead={fileName}
      actions={
        <>
          <StateTag state={state} />
          <FilingKeyHelp />
        </>
      }
    >
      <div className="filing-columns">
        <div>
          {abilities.includes('resubmit') && (AGAIN[kind] ? <Again detail={detail} /> : <Resubmit detail={detail} />)}
          <Outcome of={detail} />
          <PostingProgress of={detail} path={pathOf(EMPLOYER_PATHS.submission, { id: detail.id })} />
          <SubmitBar of={detail} />
          <WithdrawBar detail={detail} />
          <Notices notices={notices} />
          {insurances.length > 0 && (
            <Section title={say(SUBMISSION.totals)}>
              <Totals insurances={insurances} />
            </Section>
          )}
        </div>
        <section className="card" aria-label={say(SUBMISSION.progress)}>
          <h2 className="filing-progress">{say(SUBMISSION.progress)}</h2>
          <Timeline detail={detail} />
        </section>
      </div>
      <RefusedRows id={detail.id} rows={refusedRows} all={refused} fileName={fileName} />
      {detail.vouchers > 0 && <PostedLines id={detail.id} />}
    </Page>
  )
}

/** 不是一张表的，在原来的页面重办。 */
const AGAIN: Readonly<Partial<Record<SubmissionDetail['kind'], string>>> = {
  ...{ staffChange: 'changes', provenJoin: 'changes', baseDeclaration: 'wages' },
}

function Again({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  const reason = detail.steps.at(-1)?.reason ?? (detail.blocked && say(detail.blocked))
  return (
    <div className="card resubmit no-print">
      <h2>{say(EMPLOYER.returnedTitle)}</h2>
      {reason && <p className="step-reason">{reason}</p>}
      <Link to={`/employer/${AGAIN[detail.kind]}?resubmits=${detail.id}`}>{say(EMPLOYER.fileAgain)}</Link>
    </div>
  )
}

/** 退回之后，改正重报。 */
function Resubmit({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const upload = useUpload<FilingPreview>(() => {
    void queries.invalidateQueries()
    void message.info(say(EMPLOYER.resubmitted))
  })
  const reason = detail.steps.at(-1)?.reason ?? (detail.blocked && say(detail.blocked))
  const send = (file: File) => {
    const form = new FormData()
    form.set('settlementMonth', detail.settlementMonth ?? '')
    form.set('file', file)
    upload.send({ path: pathOf(EMPLOYER_PATHS.resubmit, { id: detail.id }), form })
  }
  return (
    <div className="card resubmit no-print">
      <h2>{say(EMPLOYER.returnedTitle)}</h2>
      {reason && <p className="step-reason">{reason}</p>}
      <p>{say(EMPLOYER.returnedHint)}</p>
      <FormProblem error={upload.error} />
      <DropFile label={say(EMPLOYER.stepFile)} progress={upload.progress} onFile={send} />
    </div>
  )
}
