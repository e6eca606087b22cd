import{E as i,H as t}from"./chunk-2RGQVXJY.js";function o(){return i(t,{children:"This screen is being built."})}export{o as default};
