import {
  COMPARED_CHANNELS,
  COMPARISONS_PATH,
  type ComparedDifference,
  type ComparisonsAnswer,
} from '../../src/channels/comparison-contract.js'
import { CHANNEL } from '../channels/words.js'
import { countText, instantText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'

const HOW = {
  missing: { zh: '没有告知', en: 'not told' },
  other: { zh: '告知的不同', en: 'told otherwise' },
  extra: { zh: '多告知了', en: 'told besides' },
} as const
const NIGHTS = 7
/** Of a channel that is silent all items differ: the first say enough. */
const LINES = 8
const PLACE = 'channel-comparison'

type Run = ComparisonsAnswer['runs'][number]

/** 有不同、逾期未比的，在页首告警；where all is the same there is nothing. */
export function ChannelAlarm() {
  const { say } = useLanguage()
  const { data } = useAsk<ComparisonsAnswer>(COMPARISONS_PATH, {})
  const n = data?.runs[0]?.differing ?? 0
  if (data === undefined || (n === 0 && !data.late)) return null
  return (
    <p role="alert" className="form-problem">
      {n > 0 && say(CHANNEL.compareAlarm, { n: countText(n) })} {data.late && say(CHANNEL.compareLate)}{' '}
      <a href={`#${PLACE}`}>{say(CHANNEL.compareSee)}</a>
    </p>
  )
}

/** 各渠道内容比对：the last nights, newest first. */
export function ChannelComparisons() {
  const { say } = useLanguage()
  const runs = useAsk<ComparisonsAnswer>(COMPARISONS_PATH, {})
  return (
    <div id={PLACE}>
      <Section title={say(CHANNEL.compare)}>
        <p className="section-lead">{say(CHANNEL.compareLead)}</p>
        <Answer of={runs} rows={2}>
          {({ runs: all }) =>
            all.length === 0 ? (
              <p role="alert">{say(CHANNEL.notRun)}</p>
            ) : (
              <>
                <Channels run={all[0]!} />
                <ul>
                  {all.slice(0, NIGHTS).map((run) => (
                    <Night key={run.beganAt} run={run} />
                  ))}
                </ul>
              </>
            )
          }
        </Answer>
      </Section>
    </div>
  )
}

function Channels({ run }: { readonly run: Run }) {
  const { say, language } = useLanguage()
  const names = run.channels.map((one) => say(COMPARED_CHANNELS[one] ?? { zh: one, en: one }))
  return <p>{say(CHANNEL.channelsCompared, { names: names.join(language === 'zh' ? '、' : ', ') })}</p>
}

function Night({ run }: { readonly run: Run }) {
  const { say, language } = useLanguage()
  const counts = { persons: countText(run.persons), figures: countText(run.figures), n: countText(run.differing) }
  return (
    <li>
      {instantText(run.beganAt, language)}
      {language === 'zh' ? '：' : ': '}
      {say(run.differing === 0 ? CHANNEL.same : CHANNEL.differs, counts)}
      {run.differences.length > 0 && (
        <ul>
          {run.differences.slice(0, LINES).map((one) => (
            <li key={`${one.channel}/${one.item}/${one.of}/${one.how}`}>
              <DifferenceText one={one} />
            </li>
          ))}
          {run.differences.length > LINES && <li>{say(CHANNEL.compareMore, { n: run.differences.length - LINES })}</li>}
        </ul>
      )}
    </li>
  )
}

function DifferenceText({ one }: { readonly one: ComparedDifference }) {
  const { say } = useLanguage()
  const { names, how, count, expected, told } = one
  const [right, wrong] = [expected && say(expected), told && say(told)]
  const values =
    right !== undefined && wrong !== undefined
      ? say(CHANNEL.shouldBe, { expected: right, told: wrong })
      : right !== undefined
        ? say(CHANNEL.shouldBeTold, { expected: right })
        : wrong !== undefined && say(CHANNEL.wasTold, { told: wrong })
  return (
    <>
      {say(names.channel)} · {say(names.item)} · {say(names.of)} · {say(HOW[how as keyof typeof HOW])} ×{' '}
      {countText(count)}
      {values && <> · {values}</>}
    </>
  )
}
