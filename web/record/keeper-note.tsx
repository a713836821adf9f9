import type { Keeper } from '../../src/query/contract.js'
import { dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { RECORD } from './words.js'

/** 谁经办。Another department's figures show where they come from and until when; unconnected ones never look like zero. */
export function KeeperNote({ keeper }: { readonly keeper: Keeper }) {
  const { say, language } = useLanguage()
  const name = say(keeper.name)
  if (!keeper.connected) {
    return (
      <p className="keeper keeper-away">
        {say(RECORD.notConnectedWhy, { name })}
        {!keeper.correctableHere && ` ${say(RECORD.correctElsewhere, { name })}`}
      </p>
    )
  }
  const { source, cutOff } = keeper
  return (
    <p className="keeper">
      {say(RECORD.keptBy, { name })}
      {source !== undefined &&
        cutOff !== undefined &&
        `${say({ zh: '，', en: '; ' })}${say(RECORD.sourceCutOff, { source, day: dayText(cutOff, language) })}`}
      {!keeper.correctableHere && ` ${say(RECORD.correctElsewhere, { name })}`}
    </p>
  )
}
