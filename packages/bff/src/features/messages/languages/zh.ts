import type { MailWords } from './mail-words.ts';

export const zh: MailWords = {
  locale: 'zh-Hans',
  dir: 'ltr',
  title: {
    confirmation: '您的预约已确认',
    'video-link': '您预约的视频链接',
    moved: '您的预约时间已更改',
    cancellation: '您的预约已取消',
    'not-confirmed': '我们无法确认您的预约',
  },
  hello: (name) => `${name}，您好：`,
  when: '时间',
  withWhom: '医疗人员',
  number: '编号',
  byVideo: '视频',
  fromTo: (start, end) => `${start} 至 ${end}`,
  join: '加入视频通话',
  manage: '查看、更改或取消预约',
  call: '如需帮助，请致电 ',
  english: '此译文尚未经人工审核。完整的英文邮件在下方。',
};
