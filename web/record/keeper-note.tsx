import type { Keeper } from '../../src/query/figure-contract.js'
import { dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { RECORD, SOURCE_NAMES } from './words.js'

interface Props {
  readonly keeper: Keeper
  /** 统筹区, where it is told with the keeper. */
  readonly area?: string
}

/** 谁经办。Another department's figures show where they come from and until when; unconnected ones never look like zero. */
export function KeeperNote({ keeper, area }: Props) {
  const { say, language } = useLanguage()
  const name = say(keeper.name)
  const elsewhere = keeper.correctableHere ? '' : say({ zh: '。', en: '. ' }) + say(RECORD.correctElsewhere, { name })
  if (!keeper.connected) {
    return (
      <p className="keeper keeper-away">
        {say(RECORD.notConnectedWhy, { name })}
        {!keeper.correctableHere && say({ zh: '', en: ' ' }) + say(RECORD.correctElsewhere, { name })}
      </p>
    )
  }
  const { source, cutOff } = keeper
  return (
    <p className="keeper">
      {area !== undefined && `${area} · `}
      {say(RECORD.keptBy, { name })}
      {source !== undefined &&
        cutOff !== undefined &&
        `${say({ zh: '，', en: '; ' })}${say(RECORD.sourceCutOff, { source: say(SOURCE_NAMES[source] ?? { zh: source, en: source }), day: dayText(cutOff, language) })}`}
      {elsewhere}
    </p>
  )
}
