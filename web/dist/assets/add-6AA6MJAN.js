import{E as t,H as i}from"./chunk-2RGQVXJY.js";function e(){return t(i,{children:"This screen is being built."})}export{e as default};
