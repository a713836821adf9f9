import { Button } from 'antd'
import { useState } from 'react'
import { type ActingAnswer, CAPACITY_NAMES } from '../../src/access/acting-contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { EndHelp } from './end-help.js'
import './acting.css'
import { ACTING_PATHS } from './paths.js'
import { useSwitch } from './switch.js'
import { ACTING } from './words.js'

/** 正在代谁办理：above every page, with the way back. */
export function ActingBanner() {
  const { say } = useLanguage()
  const { data } = useAsk<ActingAnswer>(ACTING_PATHS.acting)
  const back = useSwitch(ACTING_PATHS.acting)
  const [isEnding, setIsEnding] = useState(false)
  const now = data?.now
  if (now === undefined) return null
  const { capacity, name = '', says = '', ended, narrowed } = now
  const helped = capacity === 'helper'
  const told = helped
    ? say(ACTING.helped, { says })
    : say(ACTING.now, { name, capacity: say(CAPACITY_NAMES[capacity]) })
  return (
    <>
      <aside className="acting-banner" role="status">
        <span>
          {ended ? say(ACTING.ended) : told}
          {!ended && narrowed !== undefined && <> {say(ACTING.narrowedTo, { what: say(narrowed) })}</>}
        </span>
        <Button size="small" loading={back.isPending} onClick={() => (helped ? setIsEnding(true) : back.mutate({}))}>
          {say(helped ? ACTING.endHelp : ACTING.back)}
        </Button>
        <FormProblem error={back.error} />
      </aside>
      {helped && isEnding && <EndHelp onClose={() => setIsEnding(false)} />}
    </>
  )
}
