import { Button } from 'antd'
import { ESTIMATE_PATHS } from '../../src/query/estimate-contract.js'
import { EstimateScreen } from '../estimate/estimate-screen.js'
import type { EstimateSource } from '../estimate/use-estimate.js'
import { ESTIMATE } from '../estimate/words.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { WORDS } from '../words.js'
import './citizen.css'

const MINE: EstimateSource = { estimate: ESTIMATE_PATHS.mine, figure: ESTIMATE_PATHS.myFigure }

/** 什么时候能退休，能领多少。 */
export function EstimatePage() {
  const { say } = useLanguage()
  const printing = (
    <Button className="no-print wide-only" onClick={printPage}>
      {say(WORDS.print)}
    </Button>
  )
  return (
    <Page title={say(ESTIMATE.title)} lead={say(ESTIMATE.lead)} actions={printing}>
      <EstimateScreen source={MINE} />
    </Page>
  )
}
