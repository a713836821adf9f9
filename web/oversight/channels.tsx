import { COMPARISONS_PATH, type ComparisonsAnswer } from '../../src/channels/comparison-contract.js'
import { CHANNEL } from '../channels/words.js'
import { countText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'

const HOW = {
  missing: { zh: '没有告知', en: 'not told' },
  other: { zh: '告知的不同', en: 'told otherwise' },
  extra: { zh: '多告知了', en: 'told besides' },
} as const

/** 各渠道内容比对：the last nights, newest first. */
export function ChannelComparisons() {
  const { say, language } = useLanguage()
  const runs = useAsk<ComparisonsAnswer>(COMPARISONS_PATH, {})
  return (
    <Section title={say(CHANNEL.compare)}>
      <p className="section-lead">{say(CHANNEL.compareLead)}</p>
      <Answer of={runs} rows={2}>
        {({ runs: all }) =>
          all.length === 0 ? (
            <p role="alert">{say(CHANNEL.notRun)}</p>
          ) : (
            <ul>
              {all.slice(0, 7).map((run) => (
                <li key={run.beganAt}>
                  {new Date(run.beganAt).toLocaleString(language)}：
                  {say(run.differing === 0 ? CHANNEL.same : CHANNEL.differs, {
                    ...{ persons: countText(run.persons), figures: countText(run.figures), n: run.differing },
                  })}
                  {run.differences.map(({ channel, item, of, how, count }) => (
                    <div key={`${channel}/${item}/${of}/${how}`} role="alert">
                      {channel} · {item}/{of} · {say(HOW[how as keyof typeof HOW])} × {countText(count)}
                    </div>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  )
}
