import { ComparisonService } from '../channels/comparison-service.js'
import { channelPorts } from './channels-room.js'
import { openFoundation } from './foundation.js'
import { openPaperDesks } from './paper-desk.js'
import { ROOT } from './place.js'
import { shippedTexts } from './release.js'
import { openRooms } from './rooms.js'
import { rulesInForce } from './rules-in-force.js'
import { readSettings } from './settings.js'

/** 各渠道内容比对：quanyi compare-channels [--json] [--demo]。Exit 1 where anything differs. */
export async function compareChannelsNow(args: readonly string[]): Promise<number> {
  const house = await openFoundation(readSettings(process.env, args.includes('--demo')))
  try {
    const rooms = openRooms(house, await rulesInForce(house.app, await shippedTexts(ROOT)))
    const papers = await openPaperDesks(house, rooms.setting)
    const run = await new ComparisonService(channelPorts(house, rooms, papers)).run()
    papers.printer.close()
    const { persons, figures, channels, differences } = run
    if (args.includes('--json')) console.log(JSON.stringify({ persons, figures, channels, differences }, null, 2))
    else {
      for (const { channel, key, how, person, expected = '', told = '' } of differences)
        console.log(`✗ ${channel} ${key} person_id=${person}: ${HOW[how]} ${[expected, told].join(' → ')}`)
      const told = `${persons} 人，${figures} 个数，渠道 ${channels.join('、')}`
      console.log(
        differences.length === 0 ? `✓ 各渠道所告知的全部相同：${told}` : `共 ${differences.length} 处不同：${told}`,
      )
    }
    return differences.length === 0 ? 0 : 1
  } finally {
    await house.close()
  }
}

const HOW = { missing: '没有告知', other: '告知的不同', extra: '多告知了' } as const
