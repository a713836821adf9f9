import { QUERY_PATHS } from '../../src/query/contract.js'
import { DIFFERENCE_PATHS } from '../../src/query/difference-contract.js'
import { EasyRecord } from '../easy/easy-record.js'
import { RecordScreen } from '../record/record-screen.js'
import type { RecordSource } from '../record/source.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSight } from '../shell/sight.js'
import { OwnTransfersSection } from '../transfer/own-transfers.js'
import { CITIZEN } from './words.js'

const MINE: RecordSource = {
  record: QUERY_PATHS.myRecord,
  figure: QUERY_PATHS.myFigure,
  difference: DIFFERENCE_PATHS.mine,
  objecting: { path: '/api/me/objections', papers: '/api/me/objections/papers' },
}

/** 我的权益记录。 */
export function RecordPage() {
  const { say } = useLanguage()
  const { sight } = useSight()
  if (sight === 'simple') return <EasyRecord path={MINE.record} />
  return (
    <Page title={say(CITIZEN.record)} lead={say(CITIZEN.recordLead)}>
      <RecordScreen source={MINE} />
      <OwnTransfersSection />
    </Page>
  )
}
