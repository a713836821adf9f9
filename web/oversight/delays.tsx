import { SUBMISSION_KINDS, type SubmissionKind } from '../../src/collection/contract.js'
import type { OversightAnswer } from '../../src/oversight/contract.js'
import { countText, dayText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'

const DELAYS = {
  title: { zh: '采集用时', en: 'Delay of collecting' },
  lead: {
    zh: '自 {since} 起录入的，从资料所载日期（网上申报为申报之日）到录入的天数；限度 {limit} 天。退回重报的按第一次录入计。',
    en: 'Entered since {since}: days from the date on the paper (of a web filing, the day it was filed) to the day of entry. The limit is {limit} days. What was returned counts from its first entry.',
  },
  agency: { zh: '机构', en: 'Agency' },
  kind: { zh: '业务', en: 'Matter' },
  submissions: { zh: '件数', en: 'Submissions' },
  sameDay: { zh: '当日', en: 'Same day' },
  withinWeek: { zh: '七日内', en: 'Within 7 days' },
  withinLimit: { zh: '限内', en: 'Within limit' },
  overLimit: { zh: '超限', en: 'Over limit' },
  median: { zh: '中位天数', en: 'Median days' },
  longest: { zh: '最长天数', en: 'Longest' },
  over: { zh: '超过限度的', en: 'Over the limit' },
  none: { zh: '没有超过限度的。', en: 'None is over the limit.' },
  listed: { zh: '共 {all} 件，列出最久的 {n} 件。', en: '{all} in all; the {n} longest are listed.' },
  documentDay: { zh: '资料所载日期', en: 'Paper dated' },
  entered: { zh: '录入日期', en: 'Entered' },
  days: { zh: '天数', en: 'Days' },
  submission: { zh: '报送', en: 'Submission' },
} as const satisfies Record<string, Both>

type OfKind = OversightAnswer['delays']['kinds'][number]
const COUNTS = [
  ...(['submissions', 'sameDay', 'withinWeek', 'withinLimit', 'overLimit'] as const),
  ...(['median', 'longest'] as const),
] as const

/** 采集用时：the distribution by agency and matter, and each submission over the limit. */
export function Delays({ answer }: { readonly answer: OversightAnswer }) {
  const { say, language } = useLanguage()
  const { limit, since, kinds, over } = answer.delays
  const all = kinds.reduce((sum, { overLimit }) => sum + overLimit, 0)
  const nameOf = (code: string) => {
    const found = answer.agencies.find((agency) => agency.code === code)
    return found === undefined ? code : say({ zh: found.name, en: found.english })
  }
  const kindOf = (kind: string) => say(SUBMISSION_KINDS[kind as SubmissionKind] ?? { zh: kind, en: kind })
  const place = <T extends { readonly agency: string; readonly kind: string }>(): Column<T>[] => [
    { name: 'kind', title: DELAYS.kind, cell: ({ kind }) => kindOf(kind) },
    { name: 'agency', title: DELAYS.agency, cell: ({ agency }) => nameOf(agency) },
  ]
  const counts = COUNTS.map(
    (name): Column<OfKind> => ({ name, title: DELAYS[name], amount: true, cell: (row) => countText(row[name]) }),
  )
  return (
    <Section title={say(DELAYS.title)}>
      <p className="section-lead">{say(DELAYS.lead, { since: dayText(since, language), limit })}</p>
      <DataTable
        caption={say(DELAYS.title)}
        rows={kinds}
        keyOf={({ agency, kind }) => `${agency}/${kind}`}
        toneOf={({ overLimit }) => (overLimit > 0 ? 'warn' : undefined)}
        columns={[...place<OfKind>(), ...counts]}
        step={12}
      />
      {over.length === 0 ? (
        <p>{say(DELAYS.none)}</p>
      ) : (
        <>
          <p role="alert">{say(DELAYS.listed, { all, n: over.length })}</p>
          <DataTable
            caption={say(DELAYS.over)}
            rows={over}
            keyOf={({ submissionId }) => submissionId}
            columns={[
              ...place<OversightAnswer['delays']['over'][number]>(),
              { name: 'day', title: DELAYS.documentDay, cell: ({ documentDay }) => dayText(documentDay, language) },
              { name: 'entered', title: DELAYS.entered, cell: ({ entered }) => dayText(entered, language) },
              { name: 'days', title: DELAYS.days, amount: true, cell: ({ days }) => countText(days) },
              { name: 'submission', title: DELAYS.submission, cell: (row) => <code>{row.submissionId}</code> },
            ]}
            step={12}
          />
        </>
      )}
    </Section>
  )
}
