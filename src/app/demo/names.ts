import type { Sex } from '../../kernel/identity-number.js'
import type { Dice } from './dice.js'

/** 常见姓氏, the commoner the more often; compound and rare ones at the end. */
const SURNAMES = [
  ...'王李张刘陈王李张刘陈王李张杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
  ...['欧阳', '上官', '司徒', '诸葛', '尉迟', '令狐', '𠮷', '𨙮', '㑇', '仝', '逄', '亓'],
]
const MEN = [...'伟强磊军洋勇杰涛明超刚平辉鹏华飞波斌宇浩凯健俊帆旭宁亮建国志海林峰文博']
const WOMEN = [...'芳娜敏静丽艳娟霞秀燕玲桂英红梅兰洁琳雪颖慧婷倩莹蕾佳欣怡璐晓萍云']
const BOTH = [...'子嘉思雨晨泽一诺景安乐瑞清远若之永天成新春秋𬭚珺喆翀堃']

const ETHNIC = [
  ...['阿依古丽·买买提', '艾力江·吐尔逊', '古丽娜尔·阿不都拉', '帕尔哈提·依明', '巴合提别克·叶尔肯'],
  ...['热依汗古丽·艾合买提', '次仁·旺堆', '卓玛·央金', '孟根·其其格', '额尔德尼·巴图'],
]
const LATIN = [
  ...["MARIA O'NEIL", 'JOHANN MÜLLER', 'ANNE-MARIE LEFÈVRE', 'KENJI TANAKA', 'SOFIA DE LA CRUZ', 'IVAN PETROV'],
  ...['NGUYEN THI HOA', 'ERIK ØSTERGÅRD', 'ZOË VAN DER BERG', 'AMIR HADDAD', 'LUCIA FERRARI', 'SEAN MCCARTHY'],
]

/** 虚构的姓名。Sometimes rare (𠮷), compound (欧阳) or with a dot between its parts (·). */
export function inventName(dice: Dice, sex: Sex): string {
  if (dice.oneIn(60)) return dice.pick(ETHNIC)
  const given = [...(sex === '1' ? MEN : WOMEN), ...BOTH]
  const second = dice.oneIn(4) ? '' : dice.pick(given)
  return dice.pick(SURNAMES) + dice.pick(given) + second
}

export function inventForeignName(dice: Dice): string {
  return dice.pick(LATIN)
}

const STREETS = ['东街', '西街', '新华路', '学府路', '滨河道', '工业路', '桃园巷', '解放路']

export function inventAddress(dice: Dice): string {
  return `示例市${dice.pick(STREETS)}${dice.between(1, 199)}号${dice.between(1, 12)}单元${dice.between(101, 1802)}室`
}

const FIRST = [...'晨青远恒瑞盛嘉宏启明华新安泰鼎博润天星海云景和德通源']
const SECOND = [...'光禾达信丰源业成航图创维和祥泰康利隆兴诚辉正方合宇升']

export function inventFirm(dice: Dice): string {
  return dice.pick(FIRST) + dice.pick(SECOND)
}
