import { Button } from 'antd'
import { Link } from 'react-router'
import type { FilingPreview } from '../../src/collection/filing-contract.js'
import { monthText } from '../shell/amounts.js'
import { useFreshContent } from '../shell/fresh-page.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { LinesTable } from '../submission/lines-table.js'
import { Notices } from '../submission/notices.js'
import { RefusedRows } from '../submission/refused-rows.js'
import { Totals } from '../submission/totals.js'
import { SUBMISSION } from '../submission/words.js'
import { FilingKeyHelp } from './employer-keys.js'
import { Outcome } from './outcome.js'
import { SubmitBar } from './submit-bar.js'
import { EMPLOYER } from './words.js'

interface Props {
  readonly preview: FilingPreview
  readonly draft: string
  readonly forget: () => Promise<void>
  readonly onAnother: () => void
}

/** 申报的预览。What would be filed, what would not and why; nothing is filed before it is confirmed. */
export function Preview({ preview, draft, forget, onAnother }: Props) {
  const { say, language } = useLanguage()
  useFreshContent()
  const { submission, again, notices, insurances, lines, refusedRows } = preview
  const { settlementMonth = '', fileName = '', rowsIn } = submission
  return (
    <Page
      title={say(EMPLOYER.preview, { month: monthText(settlementMonth, language) })}
      lead={again ? undefined : say(EMPLOYER.previewLead, { file: fileName, rows: rowsIn })}
      actions={
        <>
          <Button onClick={onAnother}>{say(EMPLOYER.another)}</Button>
          <FilingKeyHelp />
        </>
      }
    >
      {again && (
        <p className="filing-again" role="status">
          {say(EMPLOYER.again)} <Link to={`/employer/filings/${submission.id}`}>{say(EMPLOYER.open)}</Link>
        </p>
      )}
      <Outcome of={submission} />
      <SubmitBar of={submission} draft={draft} forget={forget} />
      <Notices notices={notices} />
      <RefusedRows id={submission.id} rows={refusedRows} all={submission.refused} fileName={fileName} />
      {insurances.length > 0 && (
        <Section title={say(SUBMISSION.totals)}>
          <Totals insurances={insurances} />
        </Section>
      )}
      {lines.length > 0 && (
        <Section title={say(SUBMISSION.lines)}>
          <LinesTable lines={lines} />
          {lines.length < submission.accepted && (
            <p className="submission-note">{say(SUBMISSION.linesFirst, { n: lines.length })}</p>
          )}
        </Section>
      )}
    </Page>
  )
}
